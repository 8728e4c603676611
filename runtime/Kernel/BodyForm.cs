namespace TinyChain.Runtime.Kernel;

/// <summary>How the body of a request is to be parsed; the router knows by verb and link.</summary>
public enum BodyForm
{
    /// <summary>There is none to parse: GET and DELETE.</summary>
    None,

    /// <summary>One state: PUT.</summary>
    Value,

    /// <summary>A map of parameters: POST.</summary>
    Parameters,

    /// <summary>The statements of a hypothetical transaction.</summary>
    Statements,
}
