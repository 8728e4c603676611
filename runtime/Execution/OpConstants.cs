using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TinyChain.Ir.Checking;
using TinyChain.Ir.Ops;
using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Execution;

/// <summary>
/// What a body knows of its op: what IL can't hold, whom to blame, and what a frame of it keeps.
/// Every body is bound to one. What emitted code calls of it stands out of line: to inline a slow
/// path into each body costs the JIT a hundred times what the body's own code does.
/// </summary>
public sealed class OpConstants(OpDef definition, ImmutableArray<Id> inputs)
{
    /// <summary>
    /// By input, the keys of the last map that had the right ones: maps that were made in one place
    /// share theirs, and to compare ten names takes longer than fifty rules.
    /// </summary>
    private readonly Id[]?[] _shapes = inputs.IsEmpty ? [] : new Id[]?[inputs.Length];

    private OpBody? _careful;

    /// <summary>The constants that IL can't hold.</summary>
    public State[] Literals { get; init; } = [];

    /// <summary>A map with the keys of a constant map, in order, and these values.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public State Map(int shape, State[] values) => PlanBodies.Map(Literals[shape], values);

    /// <summary>The body that is bound to these; set once, by whoever made it.</summary>
    public OpBody? Body { get; set; }

    /// <summary>
    /// Runs the same plan and knows whom to blame for an overflow; asked for only where one
    /// happened.
    /// </summary>
    public Func<OpBody>? Careful { get; init; }

    /// <summary>Runs the op for arguments that this body is not for.</summary>
    public OpBody? Otherwise { get; init; }

    /// <summary>How many registers a frame keeps over a wait.</summary>
    public int Registers { get; init; }

    /// <summary>The names of statements to blame, innermost first; see OpPlan.Places.</summary>
    public ImmutableArray<ImmutableArray<Id>> Places { get; init; } = [];

    /// <summary>By slot of an effect, the place that it is blamed on.</summary>
    public ImmutableArray<int> SlotPlaces { get; init; } = [];

    /// <summary>How many inputs the op takes.</summary>
    public int InputCount => inputs.Length;

    /// <summary>Why an input that the caller did not give can't be used.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public State Missing(ref State arguments, int input) => ArgumentBinder.Missing(
        definition, inputs, MemoryMarshal.CreateReadOnlySpan(ref arguments, inputs.Length), input);

    /// <summary>What each input must be for this body, where that is more than a number.</summary>
    public ImmutableArray<StateType> Signature { get; init; } = [];

    /// <summary>Whether an argument is what this body is for.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public bool Admits(ref State arguments, int input) =>
        Signature[input].Admits(Unsafe.Add(ref arguments, input));

    /// <summary>
    /// The values of an argument with the names and the classes that this body is for; or null.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public State[]? Entries(ref State arguments, int input) =>
        Unsafe.Add(ref arguments, input).As<MapState>() is { } map
        && (map.IsKnownAs(Signature[input]) || Admits(map, input))
            ? ImmutableCollectionsMarshal.AsArray(map.Values) : null;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool Admits(MapState map, int input)
    {
        var (keys, type) = (ImmutableCollectionsMarshal.AsArray(map.Keys), Signature[input]);
        if (!ReferenceEquals(keys, _shapes[input]) && !type.HasNames(map)) return false;
        _shapes[input] = keys;
        if (!type.AdmitsValues(map)) return false;
        map.KnowAs(type);
        return true;
    }

    /// <summary>The fault, blamed on one of <see cref="Places"/>, or on none (-1).</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public State Blame(State fault, int place)
    {
        if (place < 0) return fault;
        var blamed = fault.As<Fault>()!;
        foreach (var name in Places[place]) blamed = blamed.Within($"while resolving {name}");
        return State.Of(blamed);
    }

    /// <summary>A constant fault, blamed on a place.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public State Fail(int literal, int place) => Blame(Literals[literal], place);

    /// <summary>The fault of an integer that doesn't fit, blamed on a place.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public State Overflow(int place) => Blame(State.Of(ArithmeticFaults.Overflow), place);

    /// <summary>
    /// Runs the op again after an overflow, to find whom to blame, as if it had not run yet.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public State Again(Frame frame, ref State arguments, long used)
    {
        frame.Rewind(used);
        return (_careful ??= Careful!())(frame, ref arguments);
    }

    /// <summary>
    /// Runs the op by way of <see cref="Otherwise"/>: a guard found other classes.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public State Divert(Frame frame, ref State arguments) => Otherwise!(frame, ref arguments);
}
