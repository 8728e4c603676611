namespace TinyChain.Ir.Planning;

/// <summary>An effect that has begun and is not waited for yet.</summary>
internal sealed record PendingEffect(Register To, int Slot, int Place, EffectScope Scope);
