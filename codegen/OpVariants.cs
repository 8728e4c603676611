using System.Collections.Immutable;
using System.Runtime.InteropServices;
using TinyChain.Codegen.Tiering;
using TinyChain.Ir;
using TinyChain.Ir.Checking;
using TinyChain.Ir.Planning;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Execution;

namespace TinyChain.Codegen;

/// <summary>
/// A compiled op and its variants: the general one, which takes arguments of any class, and some
/// specialised to the classes of numbers that came.
/// </summary>
internal sealed class OpVariants : CompiledOp
{
    private readonly Lock _compiling = new();
    private readonly OpVariant _general;
    private readonly Library? _library;
    private readonly Tiers _tiers;
    private readonly Action<long> _grew;

    /// <summary>Grows by replacement, so that a reader sees all of an array or none.</summary>
    private volatile OpVariant[] _special = [];

    /// <summary>`grew` is told of bytes that the op keeps more.</summary>
    internal OpVariants((OpPlan General, Library? Library) op, Tiers tiers, Action<long> grew)
        : base(op.General.Op, op.General.Inputs)
    {
        (_library, _tiers, _grew) = (op.Library, tiers, grew);
        _general = new OpVariant(op.General, this, tiers);
        Body = Dispatch;
        Grew(MemoryEstimate.Of(op.General));
    }

    internal int VariantCount => _special.Length + 1;

    internal int EmittedCount =>
        _special.Count(v => v.IsEmitted) + (_general.IsEmitted ? 1 : 0);

    /// <summary>Emits the general variant in the background.</summary>
    internal void Warm() => _general.Ask(isHot: false);

    /// <summary>Emitted code has taken the place of a variant's interpreter.</summary>
    internal void Promoted(OpVariant variant)
    {
        if (variant.IsEntry) Body = variant.Body;
    }

    internal void Grew(long bytes) => _grew(bytes);

    /// <summary>Where a variant's calls go that it is not for; none for the general one.</summary>
    internal OpBody? OtherwiseOf(OpVariant variant) => variant == _general ? null : Dispatch;

    /// <summary>
    /// Where every call comes in at first, and later those whose arguments the entry is not for.
    /// </summary>
    private State Dispatch(Frame frame, ref State arguments)
    {
        var variant = Select(MemoryMarshal.CreateReadOnlySpan(ref arguments, Inputs.Length));
        if (variant.IsEntry) Body = variant.Body;
        return variant.Body(frame, ref arguments);
    }

    private OpVariant Select(ReadOnlySpan<State> arguments)
    {
        if (_general.IsEntry) return _general;
        return Made(arguments)
            ?? (_general.Suits(arguments) ? _general : Specialise(arguments));
    }

    /// <summary>The special variant for the arguments, if there is one.</summary>
    private OpVariant? Made(ReadOnlySpan<State> arguments)
    {
        foreach (var variant in _special)
        {
            if (variant.Suits(arguments)) return variant;
        }

        return null;
    }

    private OpVariant Specialise(ReadOnlySpan<State> arguments)
    {
        var signature = ImmutableArray.CreateBuilder<StateType>(arguments.Length);
        foreach (var argument in arguments) signature.Add(StateType.OfArgument(argument));
        lock (_compiling)
        {
            if (Made(arguments) is { } made) return made;
            if (_special.Length + 1 >= Limits.Variants) return _general;
            var types = signature.MoveToImmutable();
            if (OpCompiler.Plan(Definition, types, new(), _library) is not { } plan)
                return _general;
            var variant = new OpVariant(plan, this, _tiers);
            _special = [.. _special, variant];
            Grew(MemoryEstimate.Of(plan));
            return variant;
        }
    }
}
