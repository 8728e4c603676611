using TinyChain.Ir.Values;

namespace TinyChain.Ir.Printing;

/// <summary>A class by its last words: `float/64`, `string`, `any`.</summary>
public static class ClassText
{
    public static string Of(StateClass c) =>
        ReferenceEquals(c, StateClass.Any) ? "any"
        : c is NumberClass && !ReferenceEquals(c, NumberClass.Number)
            ? c.Path[(NumberClass.Number.Path.Length + 1)..]
        : c.Name;
}
