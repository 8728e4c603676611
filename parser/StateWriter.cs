using System.Text.Json;
using TinyChain.Ir;
using TinyChain.Ir.Values;
using TinyChain.Parser.Forms;

namespace TinyChain.Parser;

/// <summary>States to canonical JSON (spec/language.md 9 with J4, J5, J7, J15, J16).</summary>
public static class StateWriter
{
    /// <summary>
    /// How to make the writer: text is escaped as JSON asks and no further, since bodies are served
    /// as JSON and never inside a page. A level of a state takes up to four levels of JSON.
    /// </summary>
    public static readonly JsonWriterOptions Options = new()
    {
        Encoder = new PlainJsonEncoder(),
        MaxDepth = 4 * Limits.StateDepth,
    };

    /// <summary>
    /// Writes the state; returns null, or the fault that says why it has no JSON (an instance, a
    /// NaN). What was written before a fault is to be dropped.
    /// </summary>
    public static Fault? Write(Utf8JsonWriter writer, State state)
    {
        var forms = new FormWriter(writer);
        forms.State(state);
        return forms.Fault;
    }
}
