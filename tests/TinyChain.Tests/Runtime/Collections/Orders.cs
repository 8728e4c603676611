using TinyChain.Ir.Types;
using TinyChain.Ir.Values;

namespace TinyChain.Tests.Runtime.Collections;

/// <summary>
/// The order of keys said a second time, plainly: collation, with ties of complex numbers settled
/// by the imaginary part and a tuple before those that it begins.
/// </summary>
internal static class Orders
{
    public static int Compare(State left, State right)
    {
        if (left.As<TupleState>() is { } a && right.As<TupleState>() is { } b)
            return Compare([.. a.Items], [.. b.Items]);
        var order = Collation.Compare(left, right);
        if (order != 0 || !left.IsNumber) return order;
        var ((re, im), (re2, im2)) = (Parts(left), Parts(right));
        order = NumberCollation.Compare(State.Of(im), State.Of(im2));
        return order != 0 ? order : NumberCollation.Compare(State.Of(re), State.Of(re2));
    }

    public static int Compare(State[] left, State[] right)
    {
        for (var i = 0; i < left.Length && i < right.Length; i++)
        {
            var order = Compare(left[i], right[i]);
            if (order != 0) return order;
        }

        return left.Length.CompareTo(right.Length);
    }

    private static (double Re, double Im) Parts(State number) => NumberConversion.Parts(number);
}
