using System.Collections.Frozen;
using TinyChain.Ir.Diagnostics;
using TinyChain.Ir.Types;
using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Intrinsics;

/// <summary>The functions under `/state` (spec/language.md 5.8), pure ones.</summary>
public static class StateFunctions
{
    private const string Uuid = "/uuid";

    private static readonly FrozenDictionary<string, Func<State, State>> s_get =
        new Dictionary<string, Func<State, State>>
        {
            [StateClass.Any.Path] = key => key,
            [StateClass.Scalar.Path] = key => key,
            [StateClass.Value.Path] = key => key,
            [StateClass.String.Path + Uuid] = key => UuidFunctions.Of(StateClass.String, key),
            [StateClass.Id.Path + Uuid] = key => UuidFunctions.Of(StateClass.Id, key),
            [StateClass.Bytes.Path + Uuid] = key => UuidFunctions.Of(StateClass.Bytes, key),
            [StateClass.Map.Path] = ToMap,
            [StateClass.Tuple.Path] = ToTuple,
            [StateClass.Tuple.Path + "/range"] = RangeFunction.Of,
        }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, Func<State, State>> s_post =
        new Dictionary<string, Func<State, State>>
        {
            [StateClass.Tuple.Path + "/concatenate"] = Concatenate,
        }.Concat(Reflection.All.Select(r => KeyValuePair.Create(r.Path, r.Body)))
            .ToFrozenDictionary();

    /// <summary>
    /// `GET /state/…?key=…`: not found where the path names no function, method not allowed where
    /// the function is POST's.
    /// </summary>
    public static State Get(Link link, State key)
    {
        var path = link.WithoutHost().ToString();
        if (s_get.TryGetValue(path, out var function)) return function(key);
        return CastTarget(path) is { } target ? Casting.Cast(target, key)
            : s_post.ContainsKey(path) ? NotAllowed("GET", path) : NotFound(path);
    }

    /// <summary>`POST /state/…` with a map of parameters; see Get for the faults.</summary>
    public static State Post(Link link, State parameters)
    {
        var path = link.WithoutHost().ToString();
        if (s_post.TryGetValue(path, out var function)) return function(parameters);
        return s_get.ContainsKey(path) || CastTarget(path) is not null
            ? NotAllowed("POST", path) : NotFound(path);
    }

    /// <summary>
    /// True where references among the parameters of a POST are data, and nothing resolves them.
    /// </summary>
    public static bool TakesReferences(Link link) =>
        Reflection.IsAt(link.WithoutHost().ToString());

    /// <summary>True where the path is that of some function, whatever its verb.</summary>
    public static bool IsKnown(Link link)
    {
        var path = link.WithoutHost().ToString();
        return s_get.ContainsKey(path) || s_post.ContainsKey(path) || CastTarget(path) is not null;
    }

    /// <summary>A class below `/state/scalar/value`, to which a GET casts its key.</summary>
    private static StateClass? CastTarget(string path) =>
        StateClass.Find(path) is { } found && found.Is(StateClass.Value) ? found : null;

    private static State ToMap(State key) => key.As<MapState>() is not null ? key
        : key.As<TupleState>() is { } pairs ? MapBodies.FromPairs(pairs)
        : Arguments.Wrong(StateClass.Map.Path, "a tuple of pairs of a name and a value", key);

    private static State ToTuple(State key) => key.As<TupleState>() is not null
        ? key : Arguments.Wrong(StateClass.Tuple.Path, "a tuple", key);

    private static State Concatenate(State parameters)
    {
        if (!Parameters.TryRead(parameters, ["l", "r"], [], out var given, out var fault))
            return State.Of(fault);
        return given[0].As<TupleState>() is not { } left
                ? Arguments.Wrong("concatenate", "a tuple as l", given[0])
            : given[1].As<TupleState>() is not { } right
                ? Arguments.Wrong("concatenate", "a tuple as r", given[1])
            : State.Tuple(left.Items.AddRange(right.Items));
    }

    private static State NotAllowed(string verb, string path) =>
        State.Of(Fault.MethodNotAllowed($"{verb} on {path}"));

    private static State NotFound(string path) => State.Of(Fault.NotFound(
        path + Spelling.Suggest(path, s_get.Keys.Concat(s_post.Keys).Concat(StateClass.Paths))));
}
