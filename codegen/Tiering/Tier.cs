namespace TinyChain.Codegen.Tiering;

/// <summary>How ops run: what `--tier` chooses.</summary>
public enum Tier
{
    /// <summary>Interpreted, always.</summary>
    Interpret,

    /// <summary>As code that is emitted before the first call.</summary>
    Emit,

    /// <summary>Interpreted at first, emitted in the background once they run often.</summary>
    Auto,
}
