namespace TinyChain.Ir.Diagnostics;

/// <summary>
/// A mistake in an op's source. `Code` is TC1xxx from Read and Parse, TC2xxx from Check, TC3xxx
/// from Plan; each code is one message, made by one method.
/// </summary>
public sealed record Diagnostic(string Code, TextSpan Span, string Message)
{
    public override string ToString() => $"{Code}: {Message}";
}
