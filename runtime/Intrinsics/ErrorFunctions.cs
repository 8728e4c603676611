using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Intrinsics;

/// <summary>The functions under `/error` (spec/language.md 8.2).</summary>
public static class ErrorFunctions
{
    public static State Get(Link link, State key) => throw new NotImplementedException();

    public static State Post(Link link, State parameters) => throw new NotImplementedException();
}
