using System.Buffers;
using System.Text;
using System.Text.Json;
using TinyChain.Ir.Ops;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;
using TinyChain.Parser;
using Xunit;

namespace TinyChain.Tests.Parser;

/// <summary>Short ways to parse and print in tests.</summary>
internal static class Json
{
    public static ReadOnlyMemory<byte> Bytes(string json) => Encoding.UTF8.GetBytes(json);

    public static Node Value(string json) => Ok(OpParser.ParseValue(Bytes(json)));

    public static Node Parameters(string json) => Ok(OpParser.ParseParameters(Bytes(json)));

    public static OpDef Op(string json) => Ok(OpParser.ParseOp(Bytes(json)));

    /// <summary>The only statement of an op whose body is this JSON, so in context C.</summary>
    public static Node InOp(string json) =>
        Op($"{{\"/state/scalar/op/post\": [[\"r\", {json}]]}}").Form[0].Node;

    public static State Literal(string json) => Assert.IsType<LiteralNode>(Value(json)).Value;

    public static string Print(Node node) => Print(State.Of(new RefState(node)));

    public static string Print(State state)
    {
        var (text, fault) = Write(state);
        Assert.Null(fault?.Message);
        return text;
    }

    public static (string Text, Fault? Fault) Write(State state)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer, StateWriter.Options);
        var fault = StateWriter.Write(writer, state);
        writer.Flush();
        return (Encoding.UTF8.GetString(buffer.WrittenSpan), fault);
    }

    /// <summary>The codes of the diagnostics that a value of context S gives.</summary>
    public static string Codes(string json) => Codes(OpParser.ParseValue(Bytes(json)));

    public static string Codes<T>(ParseResult<T> result)
        where T : class
    {
        Assert.Equal(result.Diagnostics.IsEmpty, result.IsOk);
        return string.Join(' ', result.Diagnostics.Items.Select(d => d.Code));
    }

    private static T Ok<T>(ParseResult<T> result)
        where T : class
    {
        Assert.True(result.IsOk, string.Join('\n', result.Diagnostics.Items));
        return result.Product;
    }
}
