namespace TinyChain.Codegen.Emit;

/// <summary>Where a stretch of IL begins or ends that catches arithmetic overflow.</summary>
internal enum IlRegion
{
    Try,

    /// <summary>The handler begins, with the exception on the stack.</summary>
    Catch,

    End,
}
