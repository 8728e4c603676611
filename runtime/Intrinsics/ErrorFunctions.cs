using System.Collections.Immutable;
using TinyChain.Ir;
using TinyChain.Ir.Types;
using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Intrinsics;

/// <summary>
/// `/error/&lt;code&gt;`: fails with that kind and message (spec/language.md 8.2, E2).
/// </summary>
public static class ErrorFunctions
{
    /// <summary>
    /// The fault whose message is the key: a string, a link, an Id or a number. Not found for an
    /// unknown code, a bad request for another key.
    /// </summary>
    public static State Get(Link link, State key)
    {
        if (Kind(link) is not { } kind) return Unknown(link);
        return Message(key) is { } message ? State.Of(new Fault(kind, message, []))
            : Arguments.Wrong(link.ToString(), "a message, such as a string,", key);
    }

    /// <summary>
    /// The same with the parameters `message` and, if wanted, `stack`: a tuple of texts, innermost
    /// first, of which <see cref="Limits.FaultStack"/> are kept.
    /// </summary>
    public static State Post(Link link, State parameters)
    {
        if (Kind(link) is not { } kind) return Unknown(link);
        if (!Parameters.TryRead(parameters, ["message"], ["stack"], out var given, out var fault))
            return State.Of(fault);
        if (Message(given[0]) is not { } message)
            return Arguments.Wrong(link.ToString(), "a text as its message", given[0]);
        return Stack(given[1]) is { } stack ? State.Of(new Fault(kind, message, stack))
            : Arguments.Wrong(link.ToString(), "a tuple of texts as its stack", given[1]);
    }

    private static ImmutableArray<string>? Stack(State given)
    {
        if (ValueBodies.IsNoneLike(given)) return [];
        if (given.As<TupleState>() is not { } tuple) return null;
        var lines = ImmutableArray.CreateBuilder<string>();
        foreach (var item in tuple.Items.Take(Limits.FaultStack))
        {
            if (Message(item) is not { } line) return null;
            lines.Add(line);
        }

        return lines.ToImmutable();
    }

    private static string? Message(State given) =>
        given.IsNumber || given.Class == StateClass.String || given.Class == StateClass.Link
            || given.Class == StateClass.Id ? ValueText.Of(given) : null;

    private static FaultKind? Kind(Link link) =>
        link.Path is [{ Text: "error" }, var code] ? FaultCodes.Find(code.Text) : null;

    private static State Unknown(Link link) => State.Of(Fault.NotFound(
        $"there is no error {link}; the codes are {string.Join(", ", FaultCodes.All)}"));
}
