using TinyChain.Ir;
using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Intrinsics.Templates;

/// <summary>
/// Keeps the last <see cref="Limits.Templates"/> templates that were compiled: compiling takes
/// half a millisecond and more, rendering a small one some microseconds.
/// </summary>
internal sealed class TemplateCache
{
    private readonly Lock _lock = new();

    // Under _lock: _order holds exactly the keys of _templates, the oldest first.
    private readonly Dictionary<string, Template> _templates = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();

    /// <summary>
    /// The template, or null and the bad request that says what is wrong with it.
    /// </summary>
    public Template? Get(string text, out Fault? fault)
    {
        fault = null;
        lock (_lock)
        {
            if (_templates.TryGetValue(text, out var kept)) return kept;
        }

        // Outside the lock: two threads may compile one template, and one of the two is kept.
        var made = Template.Compile(text, out fault);
        if (made is null) return null;
        lock (_lock)
        {
            if (!_templates.TryAdd(text, made)) return _templates[text];
            _order.Enqueue(text);
            if (_order.Count > Limits.Templates) _templates.Remove(_order.Dequeue());
        }

        return made;
    }
}
