namespace TinyChain.Ir.Planning.Steps;

/// <summary>What a Begin asks for: one of the four verbs, or a loop's call of an op.</summary>
public enum EffectKind
{
    Get,
    Put,
    Post,
    Delete,

    /// <summary>
    /// Calls the subject, an op or a closure, with a state (spec/language.md 3.4).
    /// </summary>
    Call,
}
