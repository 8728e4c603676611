namespace TinyChain.Ir.Planning;

/// <summary>
/// The effects under way on a straight stretch of a plan, in the order of their begin.
/// </summary>
internal sealed class PendingEffects
{
    private readonly List<PendingEffect> _effects = [];

    internal bool IsEmpty => _effects.Count == 0;

    internal void Add(PendingEffect effect) => _effects.Add(effect);

    /// <summary>The registers of those that an effect of this scope may not overlap with.</summary>
    internal List<Register> Conflicting(EffectScope scope) =>
        [.. _effects.Where(e => e.Scope.ConflictsWith(scope)).Select(e => e.To)];

    internal PendingEffect? Take(Register register)
    {
        var effect = _effects.Find(e => e.To == register);
        if (effect is not null) _effects.Remove(effect);
        return effect;
    }

    internal List<PendingEffect> TakeAll()
    {
        List<PendingEffect> all = [.. _effects];
        _effects.Clear();
        return all;
    }
}
