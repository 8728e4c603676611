using System.Buffers.Binary;
using System.Collections.Immutable;
using TinyChain.Ir.Diagnostics;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;

namespace TinyChain.Ir.Ops;

/// <summary>
/// The hash that programs see (spec/language.md 7.5 with T7). It leaves the class out, so `"foo"`
/// and the Id foo hash alike: to tell states apart use the content hash of the encoding.
/// </summary>
public static class StateHash
{
    /// <summary>The hash of any state but a fault.</summary>
    public static Hash256 Of(State state)
    {
        if (state.IsNumber) return OfNumber(state);
        if (state.As<string>() is { } text) return Hash256.OfText(text);
        return state.As<StateObject>() is { } o ? Of(o) : Hash256.Zero;
    }

    // A new kind of StateObject gets its arm here.
    private static Hash256 Of(StateObject state) => state switch
    {
        Id id => OfName(id),
        Link link => link.IsDefault ? Hash256.Zero : OfLink(link),
        Email email => Hash256.OfText(email.Text),
        Bytes bytes => Hash256.OfData(bytes.Content.AsSpan()),
        VersionId version => HashList.Of(
            OfBits(version.Major, 4), OfBits(version.Minor, 4), OfBits(version.Patch, 4)),
        TupleState tuple => OfItems(tuple.Items),
        MapState map => OfMap(map),
        RangeState range => HashList.Of(OfBound(range.Start), OfBound(range.End)),
        ClusterRef cluster => OfLink(cluster.Path),
        OpDef op => OfOp(op),
        Closure closure => HashList.Of(OfMap(closure.Captured), OfOp(closure.Op)),
        ClassDef definition => OfClass(definition.Parent, OfMap(definition.Prototype)),
        Instance => Of(Instance.Native(State.Of(state))),
        RefState reference => NodeHash.Of(reference.Node),
        _ => throw new BugException($"{state.Class} has no hash"),
    };

    internal static Hash256 OfName(Id name) => Hash256.OfText(name.Text);

    internal static Hash256 OfLink(Link link) => Hash256.OfText(link.ToString());

    internal static Hash256 OfOp(OpDef op) => op.Kind switch
    {
        OpKind.Get or OpKind.Delete => HashList.Of(OfName(op.KeyName!), OfForm(op.Form)),
        OpKind.Put => HashList.Of(OfName(op.KeyName!), OfName(op.ValueName!), OfForm(op.Form)),
        OpKind.Post => OfForm(op.Form),
    };

    /// <summary>The host's own default parent, `/state/class`, leaves no trace.</summary>
    internal static Hash256 OfClass(Link parent, Hash256 prototype) =>
        parent.Equals(ClassDef.Empty.Parent)
            ? prototype : HashList.Of(OfLink(parent), prototype);

    private static Hash256 OfForm(ImmutableArray<Statement> form)
    {
        using var list = new HashList();
        foreach (var statement in form)
        {
            // An unnamed statement (X3) has no counterpart in the original; its name is as none.
            var name = statement.Name is { } id ? OfName(id) : Hash256.Zero;
            list.Add(HashList.Of(name, NodeHash.Of(statement.Node)));
        }

        return list.Done();
    }

    private static Hash256 OfItems(ImmutableArray<State> items)
    {
        using var list = new HashList();
        foreach (var item in items) list.Add(Of(item));
        return list.Done();
    }

    private static Hash256 OfMap(MapState map)
    {
        using var list = new HashList();
        for (var i = 0; i < map.Count; i++)
            list.Add(HashList.Of(OfName(map.Keys[i]), Of(map.Values[i])));
        return list.Done();
    }

    /// <summary>
    /// A bound hashes as it is written: null, or the tuple ("in" or "ex", value).
    /// </summary>
    private static Hash256 OfBound(RangeBound bound) => bound.Kind switch
    {
        RangeBoundKind.Open => Hash256.Zero,
        RangeBoundKind.Inclusive => HashList.Of(Hash256.OfText("in"), Of(bound.Value)),
        RangeBoundKind.Exclusive => HashList.Of(Hash256.OfText("ex"), Of(bound.Value)),
    };

    private static Hash256 OfNumber(State number)
    {
        if (number.As<Complex64>() is { } c)
        {
            return HashList.Of(
                OfBits(BitConverter.DoubleToInt64Bits(c.Re), 8),
                OfBits(BitConverter.DoubleToInt64Bits(c.Im), 8));
        }

        return number.Is(NumberClass.C32)
            ? HashList.Of(OfBits(number.Bits, 4), OfBits(number.Bits >> 32, 4))
            : OfBits(number.Bits, ((NumberClass)number.Class).Bits / 8);
    }

    /// <summary>H of the low `width` bytes, big-endian.</summary>
    private static Hash256 OfBits(long bits, int width)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, bits);
        return Hash256.OfData(bytes[(8 - width)..]);
    }
}
