using TinyChain.Ir.Diagnostics;
using TinyChain.Ir.Values;

namespace TinyChain.Ir.Checking;

/// <summary>Every message of the check stage.</summary>
internal static class CheckErrors
{
    internal static Diagnostic DuplicateName(Id name, TextSpan at) => new(
        "TC2001", at, $"two statements or parameters are named '{name}': rename one of them");
}
