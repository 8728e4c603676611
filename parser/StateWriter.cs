using System.Text.Json;
using TinyChain.Ir.Values;

namespace TinyChain.Parser;

/// <summary>States to canonical JSON (spec/language.md 9 with J4, J5, J7, J15, J16).</summary>
public static class StateWriter
{
    /// <summary>
    /// Writes the state; returns null, or the fault that says why it has no JSON (an instance, a
    /// NaN). What was written before a fault is to be dropped.
    /// </summary>
    public static Fault? Write(Utf8JsonWriter writer, State state) =>
        throw new NotImplementedException();
}
