using System.Collections.Immutable;
using System.Runtime.InteropServices;
using TinyChain.Ir.Checking;
using TinyChain.Ir.Ops;
using TinyChain.Ir.Planning;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Execution;

namespace TinyChain.Codegen.Bundles;

/// <summary>
/// An op whose bodies come from an image. For arguments of classes that the image has no body for,
/// `others` compiles the op as any other.
/// </summary>
internal sealed class BundledOp : CompiledOp
{
    private readonly ICompiledOps _others;
    private readonly ImmutableArray<Variant> _variants;

    private readonly OwnCalls _libraries;

    private BundledOp(
        OpDef op, ImmutableArray<Id> inputs, ICompiledOps others, OwnCalls libraries,
        BundleCode code)
        : base(op, inputs)
    {
        (_others, _libraries) = (others, libraries);
        var hash = Ir.Encoding.ContentHash.Of(State.Of(op));
        _variants = [.. code.Bodies(hash).Select(
            record => new Variant(record, new(() => Bind(code, hash, record))))];
        Body = Dispatch;
    }

    internal static BundledOp Of(
        OpDef op, ICompiledOps others, OwnCalls libraries, BundleCode code) =>
        new(op, OpScope.Of(op, []).Inputs, others, libraries, code);

    /// <summary>
    /// Where calls come in, until the arguments fit a body that can say if they don't.
    /// </summary>
    private State Dispatch(Frame frame, ref State arguments)
    {
        var given = MemoryMarshal.CreateReadOnlySpan(ref arguments, Inputs.Length);
        foreach (var variant in _variants)
        {
            if (!variant.Fits(given)) continue;
            if (variant.IsGuarded) Body = variant.Body.Value;
            return variant.Body.Value(frame, ref arguments);
        }

        var other = _others.Get(Definition, out var fault);
        return other is null ? State.Of(fault!) : other.Body(frame, ref arguments);
    }

    private OpBody Bind(BundleCode code, Hash256 hash, BodyRecord record) => code.Bind(
        hash, record.Method,
        new OpConstants(Definition, Inputs)
        {
            Literals = [.. record.Literals],
            Registers = record.Registers,
            Places = record.Places,
            SlotPlaces = record.SlotPlaces,
            // Of the library's calls, for a body that routed them would begin effects.
            Careful = () => OpCompiler.EmitCareful(
                Definition, record.Signature, _libraries.LibraryOf(Definition), Dispatch),
            Otherwise = record.Method == BundleBody.General ? null : Dispatch,
        });

    private sealed record Variant(BodyRecord Record, Lazy<OpBody> Body)
    {
        /// <summary>
        /// Its guards look at every argument, so that it may be where calls come in.
        /// </summary>
        internal bool IsGuarded { get; } =
            Record.Signature.All(c => RegisterKinds.Of(c) != RegisterKind.State);

        /// <summary>
        /// The very classes of its signature, where `/state` stands for what is not specialised.
        /// </summary>
        internal bool Fits(ReadOnlySpan<State> arguments)
        {
            for (var i = 0; i < arguments.Length; i++)
            {
                var wanted = Record.Signature[i];
                var fits = ReferenceEquals(wanted, StateClass.Any)
                    ? RegisterKinds.Of(arguments[i].Class) == RegisterKind.State
                    : ReferenceEquals(wanted, arguments[i].Class);
                if (!fits) return false;
            }

            return true;
        }
    }
}
