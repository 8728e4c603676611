using TinyChain.Ir.Planning;

namespace TinyChain.Codegen.Emit;

/// <summary>Which registers are read after a step of a plan, before they are written.</summary>
internal sealed class Liveness
{
    private readonly OpPlan _plan;
    private readonly int _words;

    /// <summary>By step, a bit for each register that is read there or later.</summary>
    private readonly ulong[] _live;

    internal Liveness(OpPlan plan)
    {
        _plan = plan;
        _words = (plan.Registers.Length + 63) / 64;
        _live = new ulong[plan.Steps.Length * _words];
        var hasChanged = true;
        while (hasChanged)
        {
            hasChanged = false;
            for (var step = plan.Steps.Length - 1; step >= 0; step--) hasChanged |= Visit(step);
        }
    }

    /// <summary>The registers that are live just before a step.</summary>
    internal IEnumerable<Register> Before(int step) => _plan.Registers.Where(
        r => (Of(step)[r.Index / 64] >> r.Index % 64 & 1) != 0);

    private Span<ulong> Of(int step) => _live.AsSpan(step * _words, _words);

    private bool Visit(int position)
    {
        var step = _plan.Steps[position];
        Span<ulong> now = new ulong[_words];
        if (step.FallsThrough) Add(now, Of(position + 1));
        foreach (var target in step.Targets) Add(now, Of(target.Position));
        if (step.Destination is { } to) now[to.Index / 64] &= ~Bit(to);
        foreach (var source in step.Sources) now[source.Index / 64] |= Bit(source);
        if (now.SequenceEqual(Of(position))) return false;
        now.CopyTo(Of(position));
        return true;
    }

    private static ulong Bit(Register register) => 1UL << register.Index % 64;

    private static void Add(Span<ulong> to, ReadOnlySpan<ulong> more)
    {
        for (var i = 0; i < to.Length; i++) to[i] |= more[i];
    }
}
