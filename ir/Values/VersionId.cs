using System.Globalization;

namespace TinyChain.Ir.Values;

/// <summary>A version: three unsigned 32-bit numbers, `major.minor.patch`.</summary>
public sealed class VersionId(uint major, uint minor, uint patch)
    : StateObject, IEquatable<VersionId>, IComparable<VersionId>
{
    public uint Major { get; } = major;

    public uint Minor { get; } = minor;

    public uint Patch { get; } = patch;

    public override StateClass Class => StateClass.Version;

    /// <summary>The version, or null when the text isn't exactly three numbers.</summary>
    public static VersionId? Parse(string text)
    {
        var parts = text.Split('.', 4);
        return parts.Length == 3 && TryPart(parts[0], out var a) && TryPart(parts[1], out var b)
            && TryPart(parts[2], out var c) ? new VersionId(a, b, c) : null;
    }

    public int CompareTo(VersionId? other) =>
        other is null ? 1
        : (Major, Minor, Patch).CompareTo((other.Major, other.Minor, other.Patch));

    public bool Equals(VersionId? other) => other is not null && CompareTo(other) == 0;

    public override bool Equals(object? obj) => Equals(obj as VersionId);

    public override int GetHashCode() => HashCode.Combine(Major, Minor, Patch);

    public override string ToString() => $"{Major}.{Minor}.{Patch}";

    private static bool TryPart(string text, out uint part) =>
        uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out part);
}
