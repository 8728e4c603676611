using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace TinyChain.Ir.Values;

/// <summary>
/// A name (spec/language.md 1.1): of a statement, a map's key, a path's segment. Valid by
/// construction; compared ordinally by its UTF-8 bytes.
/// </summary>
public sealed class Id : StateObject, IEquatable<Id>, IComparable<Id>
{
    private const string Forbidden = "/~$`&|=^{}<>'\"?:@#()";

    private static readonly SearchValues<char> s_ordinary = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-");

    private Id(string text) => Text = text;

    public override StateClass Class => StateClass.Id;

    public override long Weight => Text.Length + 8;

    public string Text { get; }

    /// <summary>False when the text is no Id; `problem` then says why, for a message.</summary>
    public static bool TryParse(
        string text, [NotNullWhen(true)] out Id? id, [NotNullWhen(false)] out string? problem)
    {
        problem = Problem(text);
        id = problem is null ? new Id(text) : null;
        return id is not null;
    }

    /// <summary>An Id known to be valid, such as one that this program chose.</summary>
    public static Id Of(string text) =>
        TryParse(text, out var id, out var problem) ? id : throw new ArgumentException(problem);

    public static bool IsValid(string text) => Problem(text) is null;

    public int CompareTo(Id? other) => Compare(Text, other?.Text ?? "");

    /// <summary>
    /// The order of UTF-8 bytes. UTF-16's ordinal order differs from it only where a surrogate
    /// meets a code unit above U+DFFF, so those are moved apart.
    /// </summary>
    public static int Compare(string a, string b)
    {
        var length = Math.Min(a.Length, b.Length);
        for (var i = 0; i < length; i++)
        {
            if (a[i] != b[i]) return Rank(a[i]) - Rank(b[i]);
        }

        return a.Length - b.Length;
    }

    public bool Equals(Id? other) => other is not null && Text == other.Text;

    public override bool Equals(object? obj) => Equals(obj as Id);

    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Text;

    private static int Rank(char c) => char.IsSurrogate(c) ? c + 0x10000 : c;

    private static string? Problem(string text)
    {
        if (text.Length == 0) return "an Id may not be empty";
        var ordinary = text.AsSpan().IndexOfAnyExcept(s_ordinary);
        if (ordinary < 0) return null;
        for (var i = ordinary; i < text.Length; i++)
        {
            var c = text[i];
            if (c < 32 || c == 127) return $"'{Show(text)}' holds a control character";
            if (char.IsWhiteSpace(c)) return $"'{Show(text)}' holds white space";
            if (Forbidden.Contains(c)) return $"'{Show(text)}' holds '{c}', which no Id may";
            if (c == '.' && i > 0 && text[i - 1] == '.') return $"'{Show(text)}' holds '..'";
        }

        return null;
    }

    private static string Show(string text) => text.Length <= 64 ? text : text[..64] + "…";
}
