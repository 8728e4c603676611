using System.Collections.Immutable;
using System.Globalization;

namespace TinyChain.Ir.Planning.Cost;

/// <summary>`3 + 2·len(items)`: a number of units, and how often each of some sizes.</summary>
public sealed record LinearSum(long Constant, ImmutableSortedDictionary<string, long> Terms)
{
    public static readonly LinearSum Zero =
        new(0, ImmutableSortedDictionary.Create<string, long>(StringComparer.Ordinal));

    public static LinearSum Of(long units) => Zero with { Constant = units };

    public LinearSum Plus(LinearSum other) => Join(other, Add);

    /// <summary>Nowhere more than either, whatever the sizes are.</summary>
    public LinearSum Least(LinearSum other) => Join(other, Math.Min);

    /// <summary>Nowhere less than either, whatever the sizes are.</summary>
    public LinearSum Most(LinearSum other) => Join(other, Math.Max);

    public bool IsSame(LinearSum other) => Constant == other.Constant
        && Terms.Count == other.Terms.Count
        && Terms.All(t => other.Terms.GetValueOrDefault(t.Key) == t.Value);

    public override string ToString()
    {
        var parts = Terms.Select(t => t.Value == 1 ? t.Key
            : string.Create(CultureInfo.InvariantCulture, $"{t.Value}·{t.Key}"));
        return Constant == 0 && Terms.Count > 0 ? string.Join(" + ", parts)
            : string.Join(" + ", parts.Prepend(
                Constant.ToString(CultureInfo.InvariantCulture)));
    }

    private LinearSum Join(LinearSum other, Func<long, long, long> join)
    {
        var terms = Zero.Terms.ToBuilder();
        foreach (var size in Terms.Keys.Concat(other.Terms.Keys).Distinct())
        {
            var count = join(
                Terms.GetValueOrDefault(size), other.Terms.GetValueOrDefault(size));
            if (count != 0) terms[size] = count;
        }

        return new LinearSum(join(Constant, other.Constant), terms.ToImmutable());
    }

    /// <summary>A sum beyond what anyone may use says so just as well.</summary>
    private static long Add(long left, long right) =>
        (long)Int128.Min((Int128)left + right, long.MaxValue);
}
