using System.Collections;
using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Intrinsics.Templates;

/// <summary>A tuple as templates see it; items are made as they are looked at.</summary>
internal sealed class TemplateList(TupleState tuple, TemplateBudget budget) : IReadOnlyList<object?>
{
    public int Count => tuple.Items.Length;

    public object? this[int index]
    {
        get
        {
            budget.ChargeItem();
            return TemplateView.Of(tuple.Items[index], budget);
        }
    }

    public IEnumerator<object?> GetEnumerator()
    {
        for (var i = 0; i < Count; i++) yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
