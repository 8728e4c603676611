using System.Collections.Immutable;
using TinyChain.Ir;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Auth;

namespace TinyChain.Runtime.Kernel.Services;

/// <summary>
/// The attribute `grants` of a service's version: what those that its ops call on other hosts may
/// do in turn, on the service's behalf. A tuple of links, to be executed, or of `[link, mode]`.
/// They go into the layers that this host puts on the tokens of such calls.
/// </summary>
internal static class Grants
{
    internal static readonly Id Name = Id.Of("grants");

    // A directory and an item: whoever grants less of a path grants what it does not know.
    private const int FewestSegments = 3;

    /// <summary>What is granted; or null, and why the attribute can't be installed.</summary>
    internal static ImmutableArray<Scope>? Read(State attribute, out Fault? fault)
    {
        fault = null;
        if (attribute.As<TupleState>() is not { } entries) return Refuse(NoTuple, out fault);
        if (entries.Items.Length > Limits.Grants) return Refuse(TooMany, out fault);
        var scopes = ImmutableArray.CreateBuilder<Scope>(entries.Items.Length);
        foreach (var entry in entries.Items)
        {
            if (ReadEntry(entry) is not { } scope)
                return Refuse(NoLink(scopes.Count + 1), out fault);
            if (scope.IsOfTxn || scope.Path.Path.Length < FewestSegments)
                return Refuse(TooWide(scope), out fault);
            if (scope.Mode is <= 0 or > Scope.All) return Refuse(NoMode(scope), out fault);
            scopes.Add(scope);
        }

        return scopes.MoveToImmutable();
    }

    private static Scope? ReadEntry(State entry)
    {
        if (entry.As<TupleState>() is not { } pair) return ReadLink(entry, Scope.Execute);
        return pair.Items is [var link, var mode] && mode.Is(NumberClass.I64)
            && int.CreateSaturating(mode.AsI64) is var bits ? ReadLink(link, bits) : null;
    }

    private static Scope? ReadLink(State state, int mode)
    {
        var link = state.As<Link>() ?? (state.As<string>() is { } text
            && Link.TryParse(text, out var parsed, out _) ? parsed : null);
        return link is null ? null : new Scope(link.WithoutHost(), mode);
    }

    private static string NoTuple =>
        "it takes a tuple of links: what those that the service calls may do on its behalf";

    private static string TooMany => $"it takes at most {Limits.Grants} links";

    private static string NoLink(int number) =>
        $"entry {number} is neither a link nor a pair [link, mode]";

    private static string TooWide(Scope scope) =>
        $"{scope.Path} grants too much; name a service, such as /service/money/bank, or what is "
        + "below one";

    private static string NoMode(Scope scope) =>
        $"the mode of {scope.Path} is {scope.Mode}; it is a sum of 256 to read, 128 to write and "
        + "64 to execute";

    private static ImmutableArray<Scope>? Refuse(string problem, out Fault? fault)
    {
        fault = Fault.BadRequest($"attribute '{Name}': {problem}");
        return null;
    }
}
