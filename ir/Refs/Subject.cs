namespace TinyChain.Ir.Refs;

/// <summary>What an op reference is aimed at (spec/language.md 1.4).</summary>
public abstract class Subject
{
    /// <summary>As it is written: `$name/path`, or a link.</summary>
    public abstract override string ToString();
}
