using System.Buffers;
using System.Buffers.Text;
using System.Collections.Immutable;
using TinyChain.Ir.Values;

namespace TinyChain.Ir.Types;

/// <summary>
/// Bytes from other values (J15). A literal's string is base64. A key's string is hex, unless it
/// ends in the `=` of padded base64. A list of byte numbers is accepted in both places.
/// </summary>
internal static class ByteConversion
{
    private static readonly SearchValues<char> s_hexDigits =
        SearchValues.Create("0123456789abcdefABCDEF");

    /// <summary>The payload of a constructor.</summary>
    public static State FromLiteral(State payload) =>
        payload.As<string>() is { } text ? FromBase64(text) : FromOther(payload);

    /// <summary>The key of a cast. A number is not implemented, as in the original.</summary>
    public static State FromKey(State key)
    {
        if (key.IsNumber)
        {
            return State.Of(Fault.NotImplemented(
                "a number has no bytes of its own; give a string of hex or a list of bytes"));
        }

        if (key.As<string>() is not { } text) return FromOther(key);
        return text.EndsWith('=') ? FromBase64(text) : FromHex(text);
    }

    private static State FromOther(State value)
    {
        if (value.As<Bytes>() is not null) return value;
        return value.As<TupleState>() is { } list
            ? FromList(list.Items)
            : ValueConversion.Refuse(StateClass.Bytes, value, "give base64 or a list of bytes");
    }

    private static State FromBase64(string text)
    {
        var content = text.TrimEnd('=');
        var padding = text.Length - content.Length;
        var missing = (4 - (content.Length % 4)) % 4;
        var padded = content.PadRight(content.Length + missing, '=');

        // The library skips white space, which the check refuses; lone bits at the end it drops.
        return (padding == 0 || padding == missing)
            && !content.AsSpan().ContainsAny(" \t\r\n")
            && Base64.IsValid(padded)
                ? State.Of(new Bytes([.. Convert.FromBase64String(padded)]))
                : State.Of(Fault.BadRequest($"'{ValueText.Shorten(text)}' is not base64"));
    }

    private static State FromHex(string text)
    {
        if (text.Length % 2 != 0 || text.AsSpan().ContainsAnyExcept(s_hexDigits))
        {
            return State.Of(Fault.BadRequest(
                $"'{ValueText.Shorten(text)}' is not hex, two digits a byte; write base64 as " +
                $$"""{"{{StateClass.Bytes.Path}}": "…"}"""));
        }

        return State.Of(new Bytes([.. Convert.FromHexString(text)]));
    }

    private static State FromList(ImmutableArray<State> items)
    {
        var bytes = ImmutableArray.CreateBuilder<byte>(items.Length);
        foreach (var item in items)
        {
            var isByte = item.IsNumber && NumberConversion.IsWhole(item)
                && NumberConversion.Whole(item) is var whole && whole >= 0 && whole <= 255;
            if (!isByte)
            {
                return State.Of(Fault.BadRequest(
                    $"{ValueText.Show(item)} is not a byte; give integers from 0 to 255"));
            }

            bytes.Add((byte)item.Bits);
        }

        return State.Of(new Bytes(bytes.MoveToImmutable()));
    }
}
