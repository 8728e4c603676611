using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Intrinsics;

/// <summary>The functions under `/state` (spec/language.md 5.8), pure ones.</summary>
public static class StateFunctions
{
    /// <summary>`GET /state/…?key=…`; a path that names no function is not found.</summary>
    public static State Get(Link link, State key) => throw new NotImplementedException();

    /// <summary>`POST /state/…` with a map of parameters.</summary>
    public static State Post(Link link, State parameters) => throw new NotImplementedException();
}
