using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;

namespace TinyChain.Ir.Checking;

/// <summary>A link, and the verbs that code may send to it.</summary>
public readonly record struct LinkCall(VerbSet Verbs, Link Link)
{
    /// <summary>`GET /lib/a`, `GET PUT /lib/a`, or `ANY /lib/a`.</summary>
    public override string ToString() => Verbs == VerbSet.Any ? $"ANY {Link}"
        : $"{Verbs.ToString().ToUpperInvariant().Replace(",", "", StringComparison.Ordinal)} "
            + $"{Link}";
}
