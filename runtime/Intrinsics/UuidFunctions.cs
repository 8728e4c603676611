using TinyChain.Ir.Diagnostics;
using TinyChain.Ir.Types;
using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Intrinsics;

/// <summary>`/state/scalar/value/{string,id,bytes}/uuid` (spec/language.md 5.8).</summary>
internal static class UuidFunctions
{
    private const string Urn = "urn:uuid:";

    /// <summary>
    /// The UUID that a text, an Id or 16 bytes say, in a class: as lower-case text with hyphens,
    /// or as its bytes in the order of the text.
    /// </summary>
    public static State Of(StateClass target, State key)
    {
        if (Parse(key) is not { } uuid)
        {
            return Arguments.Wrong(
                "uuid", "a UUID such as 936da01f-9abd-4d9d-80c7-02af85c822a8, or 16 bytes", key);
        }

        if (target == StateClass.String) return State.Of(uuid.ToString("D"));
        if (target == StateClass.Id) return State.Of(Id.Of(uuid.ToString("D")));
        Check.That(target == StateClass.Bytes, "a UUID is a string, an Id or bytes");
        return State.Of(new Bytes([.. uuid.ToByteArray(bigEndian: true)]));
    }

    private static Guid? Parse(State key)
    {
        if (key.As<Bytes>() is { } bytes)
        {
            return bytes.Content.Length == 16
                ? new Guid(bytes.Content.AsSpan(), bigEndian: true) : null;
        }

        if (key.As<string>() is null && key.As<Id>() is null) return null;
        var text = ValueText.Of(key)!;
        if (text.StartsWith(Urn, StringComparison.OrdinalIgnoreCase)) text = text[Urn.Length..];
        return Guid.TryParseExact(text, "D", out var uuid)
            || Guid.TryParseExact(text, "N", out uuid)
            || Guid.TryParseExact(text, "B", out uuid) ? uuid : null;
    }
}
