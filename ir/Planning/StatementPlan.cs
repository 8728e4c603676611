namespace TinyChain.Ir.Planning;

/// <summary>What the planner keeps of one statement.</summary>
internal sealed class StatementPlan(Cell value)
{
    private Register? _done;
    private Register? _started;
    private Register? _returnTo;

    internal Cell Value { get; } = value;

    /// <summary>Its code stands somewhere.</summary>
    internal bool IsWritten { get; set; }

    /// <summary>Where the shared copy begins.</summary>
    internal Label Entry { get; } = new();

    /// <summary>Where it ends: from here it goes back to the caller that came.</summary>
    internal Label Exit { get; } = new();

    /// <summary>Where the callers of the shared copy go on.</summary>
    internal List<Label> Returns { get; } = [];

    /// <summary>The flags that it has, which must be down again before it runs anew.</summary>
    internal IEnumerable<Register> Flags =>
        new[] { _done, _started }.OfType<Register>();

    internal Register Done(PlanBuilder plan) => _done ??= plan.NewFlag();

    internal Register Started(PlanBuilder plan) => _started ??= plan.NewFlag();

    internal Register ReturnTo(PlanBuilder plan) =>
        _returnTo ??= plan.NewRegister(RegisterKind.I64);
}
