namespace TinyChain.Runtime.Execution;

/// <summary>How a body returned.</summary>
public enum BodyStatus
{
    /// <summary>`frame.Result` holds a state or a fault.</summary>
    Done,

    /// <summary>
    /// The body needs an effect that has not completed; call it again when it has.
    /// </summary>
    Wait,
}
