using System.Diagnostics.CodeAnalysis;
using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Kernel;

/// <summary>Reads the `?key=` of directories and items: a name, or a version.</summary>
internal static class DirectoryNames
{
    /// <summary>Every cluster has its members under this name.</summary>
    internal const string Replicas = "replicas";

    /// <summary>The text of a key that names something; null for a key that can't.</summary>
    internal static string? TextOf(State key) =>
        key.As<string>() ?? key.As<Id>()?.Text ?? key.As<VersionId>()?.ToString();

    /// <summary>A name that a new directory or item may have.</summary>
    internal static bool TryName(
        State key, [NotNullWhen(true)] out Id? name, [NotNullWhen(false)] out Fault? fault)
    {
        (name, fault) = (null, null);
        if (TextOf(key) is not { } text)
            fault = Fault.BadRequest("a directory's PUT needs the new name as ?key=\"name\"");
        else if (!Id.TryParse(text, out name, out var problem))
            fault = Fault.BadRequest(problem);
        else if (text == Replicas)
            fault = Fault.BadRequest($"'{Replicas}' is reserved for a cluster's members");
        else if (text.StartsWith('.'))
            fault = Fault.BadRequest($"'{text}' starts with '.', which is reserved for storage");
        return fault is null;
    }

    internal static bool TryVersion(
        State key, [NotNullWhen(true)] out VersionId? version,
        [NotNullWhen(false)] out Fault? fault)
    {
        var text = TextOf(key);
        version = text is null ? null : VersionId.Parse(text);
        fault = version is not null ? null : Fault.BadRequest(text is null
            ? "an install needs the version as ?key=\"major.minor.patch\""
            : $"'{(text.Length <= 64 ? text : text[..64] + "…")}' is not a version: "
                + "it takes exactly three numbers, such as 1.0.0");
        return version is not null;
    }
}
