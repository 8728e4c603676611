using System.Collections.Immutable;
using TinyChain.Ir.Intrinsics;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Intrinsics.Templates;

namespace TinyChain.Runtime.Intrinsics;

/// <summary>The methods of strings (spec/language.md 5.6).</summary>
public static class StringBodies
{
    internal static readonly ImmutableArray<(Intrinsic, Func<State, State, State>)> All =
        [(ContainerIntrinsics.StringRender, Render)];

    private static readonly TemplateCache s_templates = new();

    /// <summary>
    /// The string as a Handlebars template, filled from a map (or a tuple of pairs that acts as
    /// one), or from a value, which is then `{{this}}`.
    /// </summary>
    public static State Render(State receiver, State argument)
    {
        var template = s_templates.Get(receiver.As<string>()!, out var fault);
        return template is null ? State.Of(fault!) : template.Render(Data(argument));
    }

    private static State Data(State argument)
    {
        if (argument.As<TupleState>() is not { } tuple) return argument;
        var map = MapBodies.FromPairs(tuple);
        return map.IsFault ? argument : map;
    }
}
