using System.Globalization;
using TinyChain.Runtime.Auth;

namespace TinyChain.Tests.Host;

/// <summary>A host's key files, as `tinychain token keygen --data-dir` writes them.</summary>
internal static class HostKeys
{
    /// <summary>Gives a host a key that signs from then on.</summary>
    public static void Write(string dataDir, SigningKey key, DateTimeOffset from)
    {
        var folder = Directory.CreateDirectory(Path.Combine(dataDir, "keys"));
        var time = from.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var path = Path.Combine(folder.FullName, $"{time}-{key.Public.Kid}.jwk");
        File.WriteAllText(path, key.ToPrivateJwk());
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }
}
