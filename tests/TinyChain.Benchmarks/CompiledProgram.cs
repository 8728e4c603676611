using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using TinyChain.Benchmarks.Programs;
using TinyChain.Codegen;
using TinyChain.Ir.Checking;
using TinyChain.Ir.Diagnostics;
using TinyChain.Ir.Ops;
using TinyChain.Ir.Planning;
using TinyChain.Ir.Values;
using TinyChain.Parser;
using TinyChain.Runtime.Execution;

namespace TinyChain.Benchmarks;

/// <summary>
/// Our side of a program: its op, compiled, and called as an embedding caller would. How that is
/// done stands here only.
/// </summary>
internal sealed class CompiledProgram
{
    /// <summary>The tiers that there are, by number.</summary>
    internal static readonly int[] Tiers = [0, 1];

    /// <summary>By tier. Installed ops that a program calls are in the context's own.</summary>
    private static readonly OpCache[] s_caches =
        [CacheOf(Codegen.Tiering.Tier.Interpret), CacheOf(Codegen.Tiering.Tier.Emit)];

    private readonly CallContext _context;
    private readonly CompiledOp _op;
    private readonly State[] _arguments;
    private State _last;

    internal CompiledProgram(BenchProgram program, int tier, CallContext context)
    {
        Check.That(Tiers.Contains(tier), "only tiers that there are can be asked for");
        _context = context;
        var parsed = OpParser.ParseOp(Encoding.UTF8.GetBytes(program.Json));
        Check.That(parsed.IsOk, $"{program.Name}: {string.Join("; ", parsed.Diagnostics.Items)}");
        if (program.IsInstalled) s_caches[tier].Adopt(LibraryOf(program, parsed.Product!));
        var op = s_caches[tier].Get(parsed.Product!, out var fault);
        _op = op ?? throw new BugException($"{program.Name}: {fault!.Message}");
        var given = program.Arguments.ToDictionary(a => a.Name, a => a.Value);
        _arguments = [.. _op.Inputs.Select(name => given[name.Text])];
    }

    /// <summary>
    /// What emits the code of a plan of an op without inputs; and then, what runs that code.
    /// </summary>
    internal static Func<Func<State>> Emitting(CallContext context, OpPlan plan) => () =>
    {
        var code = OpCompiler.Emit(plan, null);
        return () => Call(context, code.Body!, []);
    };

    /// <summary>Calls it once.</summary>
    internal State Answer() => Call(_context, _op.Body, _arguments);

    /// <summary>Calls it so many times; see HandCode for the attribute.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void Run(int times)
    {
        // A body that begins no effect leaves its frame free for the next call.
        var frame = _context.Rent();
        ref var arguments = ref MemoryMarshal.GetArrayDataReference(_arguments);
        var last = State.None;
        for (var i = 0; i < times; i++) last = _op.Body(frame, ref arguments);
        _last = last;
        _context.Return(frame);
    }

    /// <summary>The op as World installs it.</summary>
    private static Library LibraryOf(BenchProgram program, OpDef op) => new(
        Link.Local($"/lib/bench/{program.Name}/0.0.0"),
        State.Map([Id.Of(program.Name)], [State.Of(op)]).As<MapState>()!);

    private static OpCache CacheOf(Codegen.Tiering.Tier tier) =>
        new(new CompilerOptions { Tiers = new() { Tier = tier } });

    private static State Call(CallContext context, OpBody code, State[] arguments)
    {
        var frame = context.Rent();
        var answer = code(frame, ref MemoryMarshal.GetArrayDataReference(arguments));
        context.Return(frame);
        return answer;
    }
}
