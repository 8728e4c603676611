using System.Collections.Immutable;

namespace TinyChain.Ir.Planning.Cost;

/// <summary>
/// The fuel of a run that ends with an answer, as far as the op alone tells: at least and at most,
/// the loops and calls that have no bound, and what was taken for granted of the arguments.
/// </summary>
public sealed record CostFormula(LinearSum Least, LinearSum Most)
{
    // Before Zero, which is made of it.
    private static readonly ImmutableSortedSet<string> s_noNotes =
        ImmutableSortedSet.Create<string>(StringComparer.Ordinal);

    public static readonly CostFormula Zero = Of(0);

    /// <summary>What may cost any number of units: then there is no most.</summary>
    public ImmutableSortedSet<string> Unbounded { get; init; } = s_noNotes;

    /// <summary>Such as `n is a number`.</summary>
    public ImmutableSortedSet<string> Given { get; init; } = s_noNotes;

    public static CostFormula Of(long units) => new(LinearSum.Of(units), LinearSum.Of(units));

    public static CostFormula NoBound(string why) =>
        Zero with { Unbounded = Zero.Unbounded.Add(why) };

    public CostFormula Where(string given) => this with { Given = Given.Add(given) };

    public CostFormula Plus(CostFormula other) =>
        Join(other, Least.Plus(other.Least), Most.Plus(other.Most));

    /// <summary>One of the two, depending on what only a run can tell.</summary>
    public CostFormula Or(CostFormula other) =>
        Join(other, Least.Least(other.Least), Most.Most(other.Most));

    /// <summary>So many times.</summary>
    public CostFormula Times(long count) => this with
    {
        Least = Scaled(Least, count),
        Most = Scaled(Most, count),
    };

    /// <summary>As often as a size says; what has sizes in it has no such product.</summary>
    public CostFormula Times(string size)
    {
        if (Least.Terms.IsEmpty && Most.Terms.IsEmpty)
            return this with { Least = Sized(Least, size), Most = Sized(Most, size) };
        var why = $"{size} calls of an op whose cost depends on its arguments";
        return Zero with { Unbounded = Unbounded.Add(why), Given = Given };
    }

    public override string ToString()
    {
        var text = Unbounded.Count > 0
            ? $"no static bound: {string.Join(", ", Unbounded)}; at least {Least}"
            : Least.IsSame(Most) ? Least.ToString() : $"from {Least} to {Most}";
        return Given.Count == 0 ? text : $"{text}, where {string.Join(" and ", Given)}";
    }

    private static LinearSum Scaled(LinearSum sum, long count) => new(
        Product(sum.Constant, count),
        sum.Terms.ToImmutableSortedDictionary(
            t => t.Key, t => Product(t.Value, count), StringComparer.Ordinal));

    private static LinearSum Sized(LinearSum sum, string size) =>
        sum.Constant == 0 ? LinearSum.Zero
            : LinearSum.Zero with { Terms = LinearSum.Zero.Terms.Add(size, sum.Constant) };

    private static long Product(long left, long right) =>
        (long)Int128.Min((Int128)left * right, long.MaxValue);

    private CostFormula Join(CostFormula other, LinearSum least, LinearSum most) =>
        new(least, most)
        {
            Unbounded = Unbounded.Union(other.Unbounded),
            Given = Given.Union(other.Given),
        };
}
