namespace TinyChain.Tests.Tidy;

/// <summary>A place that breaks a rule of the house; prints as `file:line: what`.</summary>
internal readonly record struct Offence(string File, int Line, string What)
{
    public override string ToString() => $"{File}:{Line}: {What}";
}
