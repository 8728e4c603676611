namespace TinyChain.Ir.Diagnostics;

/// <summary>
/// Assertions that stay on in production: a failure is a bug of ours, never a user's.
/// </summary>
public static class Check
{
    /// <summary>Throws <see cref="BugException"/> unless the condition holds.</summary>
    public static void That(bool condition, string invariant)
    {
        if (!condition) throw new BugException(invariant);
    }
}
