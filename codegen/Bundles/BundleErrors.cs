using TinyChain.Ir.Diagnostics;

namespace TinyChain.Codegen.Bundles;

/// <summary>
/// What is wrong with a bundle, or with what is to be compiled into one: a message each. Those
/// about a bundle go on from its name.
/// </summary>
internal static class BundleErrors
{
    internal const string NoBundle =
        "is no TinyChain bundle; make one with tinychain compile";

    internal const string ForeignAbi =
        "was compiled for another version of the host; compile it again with this one";

    internal static string OtherFormat(uint format, uint known) =>
        $"has bundle format {format}, and this host reads {known}; compile it again with this host";

    internal static string CutShort(string part) =>
        $"is cut short in its {part}; copy or compile it again";

    internal static string Damaged(string part) =>
        $"is damaged in its {part}; copy or compile it again";

    internal static Diagnostic NoLibrary(TextSpan at, string problem) =>
        new("TC4001", at, problem);

    internal static Diagnostic WriteOp(TextSpan at, string attribute, string problem) =>
        new("TC4002", at, $"attribute '{attribute}': {problem}");

    internal static Diagnostic NoVersion(TextSpan at, string text) => new(
        "TC4003", at,
        $"VERSION is '{text}', but a version is three numbers, such as \"1.0.0\"");
}
