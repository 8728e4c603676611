using System.Diagnostics.CodeAnalysis;
using TinyChain.Ir.Diagnostics;
using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Intrinsics;

/// <summary>Reads the parameters of a POST to a built-in function (spec/language.md 5).</summary>
public static class Parameters
{
    /// <summary>
    /// The named parameters in the order of `required`, then of `optional`, where None stands for
    /// one that wasn't given. A missing one is not found, by its name; one too many is a bad
    /// request. `parameters` is a map.
    /// </summary>
    public static bool TryRead(
        State parameters, ReadOnlySpan<string> required, ReadOnlySpan<string> optional,
        out State[] given, [NotNullWhen(false)] out Fault? fault)
    {
        Check.That(parameters.As<MapState>() is not null, "parameters are a map");
        var map = parameters.As<MapState>()!;
        given = new State[required.Length + optional.Length];
        fault = null;
        var known = 0;
        for (var i = 0; i < given.Length; i++)
        {
            var isRequired = i < required.Length;
            var name = isRequired ? required[i] : optional[i - required.Length];
            if (map.TryGet(name, out given[i])) known++;
            else if (isRequired) fault ??= Fault.NotFound(name);
        }

        if (known < map.Count) fault ??= Unknown(map, [.. required, .. optional]);
        return fault is null;
    }

    private static Fault Unknown(MapState map, string[] names)
    {
        var unknown = map.Keys.First(k => !names.Contains(k.Text));
        return Fault.BadRequest(
            $"unexpected parameter '{unknown}'; expected {string.Join(", ", names)}");
    }
}
