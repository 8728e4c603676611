using System.Collections.Immutable;
using TinyChain.Ir.Values;

namespace TinyChain.Parser.Forms;

/// <summary>
/// What stands in answers only: streams of rows, and collections as they print. And how to write
/// what leads to a stream part by part.
/// </summary>
internal static class AnswerForm
{
    public static void Write(FormWriter writer, ShownState shown)
    {
        writer.Open(shown.Class);
        writer.State(shown.Payload);
        writer.Json.WriteEndObject();
    }

    /// <summary>All of a stream at once, for whoever has no use for a part of it.</summary>
    public static void Write(FormWriter writer, StreamState stream)
    {
        writer.Json.WriteStartArray();
        foreach (var item in stream.Items)
        {
            writer.State(item);
            if (writer.Fault is not null) break;
        }

        writer.Json.WriteEndArray();
    }

    /// <summary>What is inside, and known without reading a stream.</summary>
    public static ImmutableArray<State> Inside(StateObject part) => part switch
    {
        TupleState tuple => tuple.Items,
        MapState map => map.Values,
        ShownState shown => [shown.Payload],
        _ => [],
    };

    /// <summary>
    /// The parts in order, each to be written before the next is asked for; what stands around and
    /// between them is written here.
    /// </summary>
    public static IEnumerable<State> Parts(FormWriter writer, StateObject whole) => whole switch
    {
        MapState map => Members(writer, map),
        ShownState shown => Payload(writer, shown),
        StreamState stream => Items(writer, stream.Items),
        _ => Items(writer, Inside(whole)),
    };

    private static IEnumerable<State> Items(FormWriter writer, IEnumerable<State> items)
    {
        writer.Json.WriteStartArray();
        foreach (var item in items) yield return item;
        writer.Json.WriteEndArray();
    }

    private static IEnumerable<State> Payload(FormWriter writer, ShownState shown)
    {
        writer.Open(shown.Class);
        yield return shown.Payload;
        writer.Json.WriteEndObject();
    }

    // A map that leads to a stream never is the one shape that reads as an Id; see MapForm.
    private static IEnumerable<State> Members(FormWriter writer, MapState map)
    {
        writer.Json.WriteStartObject();
        for (var i = 0; i < map.Count; i++)
        {
            writer.Name(map.Keys[i].Text);
            yield return map.Values[i];
        }

        writer.Json.WriteEndObject();
    }
}
