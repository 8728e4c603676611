namespace TinyChain.Runtime.Auth;

/// <summary>Who a request comes from: a value made once, at the door (station 2).</summary>
public sealed class Caller
{
    /// <summary>A caller without a token.</summary>
    public static readonly Caller Anonymous = new();

    private Caller()
    {
    }
}
