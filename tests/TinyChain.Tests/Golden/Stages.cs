namespace TinyChain.Tests.Golden;

/// <summary>
/// The printers of the compiler's products, by the name that a case's section has. Add a row when
/// a product gets its printer.
/// </summary>
internal static class Stages
{
    private static readonly Dictionary<string, Func<byte[], string?, string>> s_printers = new();

    /// <summary>
    /// What the stage makes of an op, as text. `args` is what stands after the stage's name in the
    /// section's head, such as the parameters of a run.
    /// </summary>
    public static string Print(string stage, byte[] json, string? args) =>
        s_printers.TryGetValue(stage, out var printer)
            ? printer(json, args)
            : throw new InvalidOperationException($"stage not built: {stage}");
}
