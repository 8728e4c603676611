using System.Collections.Immutable;
using TinyChain.Ir.Diagnostics;
using TinyChain.Ir.Encoding;
using TinyChain.Ir.Planning;
using TinyChain.Ir.Values;

namespace TinyChain.Codegen.Bundles;

/// <summary>
/// What a method of an image needs to become a body: its name, the classes that it is for, and the
/// constants of its op (see OpConstants). Derived from the plan, as the image is.
/// </summary>
internal sealed record BodyRecord(string Method, ImmutableArray<StateClass> Signature)
{
    private const byte Plain = 0;
    private const byte Failed = 1;

    internal required ImmutableArray<State> Literals { get; init; }

    internal required int Registers { get; init; }

    internal required ImmutableArray<ImmutableArray<Id>> Places { get; init; }

    internal required ImmutableArray<int> SlotPlaces { get; init; }

    internal static BodyRecord Of(string method, OpPlan plan, IEnumerable<State> literals) =>
        new(method, [.. plan.Signature.Select(type => type.Class)])
        {
            Literals = [.. literals],
            Registers = plan.Registers.Length,
            Places = plan.Places,
            SlotPlaces = plan.SlotPlaces,
        };

    internal byte[] Write()
    {
        var places = Places.Select(place => Tuple(place.Select(name => State.Of(name.Text))));
        var head = Tuple(
        [
            State.Of(Method),
            Tuple(Signature.Select(c => State.Of(c.Path))),
            State.Of((long)Registers),
            Tuple(places),
            Tuple(SlotPlaces.Select(place => State.Of((long)place))),
        ]);
        return Chunks.Write([StateEncoder.Encode(head), .. Literals.Select(WriteLiteral)]);
    }

    /// <summary>A record of a bundle that was verified; anything else is a bug of ours.</summary>
    internal static BodyRecord Read(ReadOnlyMemory<byte> bytes)
    {
        var chunks = Chunks.Read(bytes);
        Check.That(chunks is { Length: > 0 }, "a verified bundle has whole records");
        var head = Items(StateDecoder.Decode(chunks![0].Span));
        return new(
            head[0].As<string>()!,
            [.. Items(head[1]).Select(path => StateClass.Find(path.As<string>()!)!)])
        {
            Registers = (int)head[2].AsI64,
            Places = [.. Items(head[3]).Select(ReadPlace)],
            SlotPlaces = [.. Items(head[4]).Select(place => (int)place.AsI64)],
            Literals = [.. chunks.Skip(1).Select(ReadLiteral)],
        };
    }

    private static ImmutableArray<Id> ReadPlace(State place) =>
        [.. Items(place).Select(name => Id.Of(name.As<string>()!))];

    /// <summary>Faults are constants too, and states' encodings have none.</summary>
    private static byte[] WriteLiteral(State literal)
    {
        if (literal.As<Fault>() is not { } fault) return [Plain, .. StateEncoder.Encode(literal)];
        return
        [
            Failed,
            .. StateEncoder.Encode(Tuple(
            [
                State.Of((long)fault.Kind), State.Of(fault.Message),
                Tuple(fault.Stack.Select(State.Of)),
            ])),
        ];
    }

    private static State ReadLiteral(ReadOnlyMemory<byte> bytes)
    {
        var state = StateDecoder.Decode(bytes.Span[1..]);
        if (bytes.Span[0] == Plain) return state;
        var parts = Items(state);
        return State.Of(new Fault(
            (FaultKind)parts[0].AsI64, parts[1].As<string>()!,
            [.. Items(parts[2]).Select(line => line.As<string>()!)]));
    }

    private static State Tuple(IEnumerable<State> items) => State.Tuple([.. items]);

    private static ImmutableArray<State> Items(State tuple) => tuple.As<TupleState>()!.Items;
}
