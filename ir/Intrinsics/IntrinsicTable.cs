using System.Collections.Frozen;
using TinyChain.Ir.Values;

namespace TinyChain.Ir.Intrinsics;

/// <summary>Finds the method that a class has under a name, its own before its parents'.</summary>
public static class IntrinsicTable
{
    private static readonly FrozenDictionary<(StateClass, string), Intrinsic> s_methods =
        NumberIntrinsics.All.AddRange(ContainerIntrinsics.All).AddRange(ValueIntrinsics.All)
            .ToFrozenDictionary(m => (m.Receiver, m.Name));

    private static readonly FrozenDictionary<string, string> s_synonyms =
        new Dictionary<string, string>
        {
            ["gte"] = "ge",
            ["lte"] = "le",
        }.ToFrozenDictionary();

    /// <summary>
    /// The method, or null. `gte` and `lte` are the seed's spellings (N8).
    /// </summary>
    public static Intrinsic? Find(StateClass receiver, string name)
    {
        name = s_synonyms.GetValueOrDefault(name, name);
        for (var c = receiver; c is not null; c = c.Parent)
        {
            if (s_methods.TryGetValue((c, name), out var method)) return method;
        }

        return null;
    }

    /// <summary>The names of all methods that a class has: for messages.</summary>
    public static IEnumerable<string> NamesOf(StateClass receiver) =>
        s_methods.Keys.Where(m => receiver.Is(m.Item1)).Select(m => m.Item2);
}
