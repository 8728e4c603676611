using System.Collections.Immutable;
using TinyChain.Ir.Diagnostics;

namespace TinyChain.Ir.Values;

/// <summary>
/// The order of values (spec/language.md 7.4 with T9), of which keys of B-trees and tables and the
/// methods `gt ge lt le` make use: None, versions, numbers, bytes, Ids, e-mail addresses, strings,
/// links, tuples.
/// </summary>
public static class Collation
{
    /// <summary>
    /// Negative, zero or positive. Texts go by their UTF-8 bytes, numbers by value whatever their
    /// classes. Tuples go item by item, and are equal where one is a prefix of the other: a prefix
    /// of a key selects the range of all that begin with it. Both states are values.
    /// </summary>
    public static int Compare(State left, State right)
    {
        var rank = Rank(left);
        var order = rank.CompareTo(Rank(right));
        return order != 0 ? order : rank switch
        {
            ValueRank.None => 0,
            ValueRank.Version => left.As<VersionId>()!.CompareTo(right.As<VersionId>()),
            ValueRank.Number => NumberCollation.Compare(left, right),
            ValueRank.Bytes => CompareBytes(left.As<Bytes>()!, right.As<Bytes>()!),
            ValueRank.Id => left.As<Id>()!.CompareTo(right.As<Id>()),
            ValueRank.Email => Id.Compare(left.As<Email>()!.Text, right.As<Email>()!.Text),
            ValueRank.String => Id.Compare(left.As<string>()!, right.As<string>()!),
            ValueRank.Link => Compare(left.As<Link>()!, right.As<Link>()!),
            ValueRank.Tuple => Compare(left.As<TupleState>()!, right.As<TupleState>()!),
        };
    }

    /// <summary>Links with a host come before those without; then by host, then by path.</summary>
    public static int Compare(Link left, Link right)
    {
        var order = (left.Host is null).CompareTo(right.Host is null);
        if (order == 0) order = Id.Compare(left.Host ?? "", right.Host ?? "");
        return order != 0 ? order : Compare(left.Path, right.Path);
    }

    /// <summary>
    /// True where the order between the two says something: both of one class (T4).
    /// </summary>
    public static bool AreComparable(State left, State right) => Rank(left) == Rank(right);

    private static int Compare(ImmutableArray<Id> left, ImmutableArray<Id> right)
    {
        for (var i = 0; i < left.Length && i < right.Length; i++)
        {
            var order = left[i].CompareTo(right[i]);
            if (order != 0) return order;
        }

        return left.Length.CompareTo(right.Length);
    }

    private static int Compare(TupleState left, TupleState right)
    {
        var length = Math.Min(left.Items.Length, right.Items.Length);
        for (var i = 0; i < length; i++)
        {
            var order = Compare(left.Items[i], right.Items[i]);
            if (order != 0) return order;
        }

        return 0;
    }

    private static int CompareBytes(Bytes left, Bytes right) =>
        left.Content.AsSpan().SequenceCompareTo(right.Content.AsSpan());

    private static ValueRank Rank(State value)
    {
        if (value.IsNumber) return ValueRank.Number;
        var c = value.Class;
        return ReferenceEquals(c, StateClass.None) ? ValueRank.None
            : ReferenceEquals(c, StateClass.Version) ? ValueRank.Version
            : ReferenceEquals(c, StateClass.Bytes) ? ValueRank.Bytes
            : ReferenceEquals(c, StateClass.Id) ? ValueRank.Id
            : ReferenceEquals(c, StateClass.Email) ? ValueRank.Email
            : ReferenceEquals(c, StateClass.String) ? ValueRank.String
            : ReferenceEquals(c, StateClass.Link) ? ValueRank.Link
            : ReferenceEquals(c, StateClass.Tuple) ? ValueRank.Tuple
            : throw new BugException($"{c} has no collation: callers check that it is a value");
    }

    /// <summary>Classes in the order of collation.</summary>
    private enum ValueRank
    {
        None,
        Version,
        Number,
        Bytes,
        Id,
        Email,
        String,
        Link,
        Tuple,
    }
}
