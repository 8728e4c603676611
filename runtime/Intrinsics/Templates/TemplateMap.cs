using System.Collections;
using System.Diagnostics.CodeAnalysis;
using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Intrinsics.Templates;

/// <summary>A map as templates see it; entries are made as they are looked at.</summary>
internal sealed class TemplateMap(MapState map, TemplateBudget budget)
    : IReadOnlyDictionary<string, object?>
{
    public int Count => map.Count;

    public IEnumerable<string> Keys => map.Keys.Select(k => k.Text);

    public IEnumerable<object?> Values => this.Select(entry => entry.Value);

    public object? this[string key] => TryGetValue(key, out var value) ? value : null;

    public bool ContainsKey(string key) => map.TryGet(key, out _);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out object? value)
    {
        var found = map.TryGet(key, out var state);
        value = found ? TemplateView.Of(state, budget) : null;
        return found;
    }

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator()
    {
        for (var i = 0; i < Count; i++)
        {
            budget.ChargeItem();
            yield return new(map.Keys[i].Text, TemplateView.Of(map.Values[i], budget));
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
