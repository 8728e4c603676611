using System.Collections.Immutable;
using System.Text.RegularExpressions;
using TinyChain.Ir.Values;

namespace TinyChain.Ir.Planning.Lowering;

/// <summary>
/// The part of the template language that needs no engine: text, and `{{name}}` for a parameter
/// that is there. Anything that looks like more is left to the engine.
/// </summary>
internal static partial class PlainTemplate
{
    /// <summary>More than a text for people has; each takes a register.</summary>
    private const int MaxHoles = 16;

    private const int MaxLength = 4096;

    /// <summary>Names that templates give a meaning of their own.</summary>
    private static readonly ImmutableHashSet<string> s_reserved =
    [
        "this", "else", "true", "false", "null", "undefined", "lookup", "if", "unless", "each",
        "with", "log", "blockHelperMissing", "helperMissing",
    ];

    /// <summary>What FillStep takes for the template; null where it isn't plain.</summary>
    internal static State? Parse(string template, ImmutableArray<Id> parameters)
    {
        if (template.Length > MaxLength || template.Contains('\\')) return null;
        var shape = State.Map(parameters, [.. parameters.Select(_ => State.None)]);
        var parts = ImmutableArray.CreateBuilder<State>();
        parts.AddRange(State.Of(template), shape);
        var at = 0;
        foreach (Match hole in Hole().Matches(template))
        {
            var index = IndexOf(parameters, hole.Groups["name"].Value);
            if (index < 0 || parts.Count > 2 * MaxHoles) return null;
            parts.AddRange(State.Of(template[at..hole.Index]), State.Of((long)index));
            at = hole.Index + hole.Length;
        }

        parts.Add(State.Of(template[at..]));
        return IsPlain(parts) ? State.Tuple(parts.ToImmutable()) : null;
    }

    private static int IndexOf(ImmutableArray<Id> parameters, string name)
    {
        for (var i = 0; i < parameters.Length; i++)
        {
            if (parameters[i].Text == name && !s_reserved.Contains(name)) return i;
        }

        return -1;
    }

    /// <summary>No text between holes holds a brace, as part of a tag would.</summary>
    private static bool IsPlain(ImmutableArray<State>.Builder parts)
    {
        for (var i = 2; i < parts.Count; i += 2)
        {
            if (parts[i].As<string>()!.AsSpan().ContainsAny('{', '}')) return false;
        }

        return true;
    }

    [GeneratedRegex(@"\{\{(?<name>[A-Za-z_][A-Za-z0-9_]*)\}\}")]
    private static partial Regex Hole();
}
