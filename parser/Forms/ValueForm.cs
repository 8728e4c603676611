using TinyChain.Ir.Values;

namespace TinyChain.Parser.Forms;

/// <summary>Values in the narrow sense: what may be a key (spec/language.md 2.1).</summary>
internal static class ValueForm
{
    /// <summary>True for plain data: no map, op, closure or class, nor a tuple with one inside.</summary>
    public static bool IsValue(State state) =>
        state.IsNone || state.IsNumber || state.As<string>() is not null
        || state.As<StateObject>() switch
        {
            TupleState tuple => tuple.Items.All(IsValue),
            Id or Link or Email or Bytes or VersionId or RangeState => true,
            _ => false,
        };

    public static void Write(FormWriter writer, Link link)
    {
        writer.Json.WriteStartObject();
        writer.EmptyList(link.ToString());
        writer.Json.WriteEndObject();
    }

    public static void Write(FormWriter writer, Email email)
    {
        writer.Open(StateClass.Email);
        writer.Json.WriteStringValue(email.Text);
        writer.Json.WriteEndObject();
    }

    /// <summary>Bytes keep their class, in padded base64 (J15).</summary>
    public static void Write(FormWriter writer, Bytes bytes)
    {
        writer.Open(StateClass.Bytes);
        writer.Json.WriteBase64StringValue(bytes.Content.AsSpan());
        writer.Json.WriteEndObject();
    }
}
