using TinyChain.Ir.Checking;

namespace TinyChain.Ir.Printing;

/// <summary>
/// Types as listings show them: `float/64`, `tuple of int/64`, `{a: int/64, b: any}`.
/// </summary>
public static class TypeText
{
    public static string Of(StateType type) =>
        type.Item is { } item ? $"{ClassText.Of(type.Class)} of {Of(item)}"
        : type.IsMap
            ? $"{{{string.Join(", ", type.Names.Zip(type.Fields, (n, f) => $"{n}: {Of(f)}"))}}}"
        : ClassText.Of(type.Class);
}
