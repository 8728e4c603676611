using System.Globalization;
using TinyChain.Runtime.Auth;
using TinyChain.Runtime.Ports;

namespace TinyChain.Host.Hosting;

/// <summary>
/// Private keys as files that nobody but their owner can read: `&lt;time&gt;-&lt;kid&gt;.jwk`, by
/// the time from which the key signs.
/// </summary>
internal static class KeyFiles
{
    private const string Extension = ".jwk";
    private const string TimeFormat = "yyyyMMdd'T'HHmmss'Z'";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Others = ~(OwnerOnly | UnixFileMode.UserExecute);

    /// <summary>Where a host's keys are.</summary>
    internal static string DirectoryIn(string dataDir) => Path.Combine(dataDir, "keys");

    /// <summary>The keys of a directory; the first one is made where there is none.</summary>
    /// <exception cref="StartException">A file can't be used, or others can read it.</exception>
    internal static KeyRing Open(string directory, IEntropy entropy, DateTimeOffset now)
    {
        try
        {
            MakeDirectory(directory);
            string[] files = Directory.GetFiles(directory, "*" + Extension);
            if (files.Length == 0)
                files = [Write(directory, SigningKey.Generate(entropy), now)];
            return new KeyRing(files.Select(file => new KeyFrom(Read(file), From(file))));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartException($"the keys in {directory} can't be used: {e.Message}", e);
        }
    }

    /// <summary>Writes a key that signs from then on; returns the file's path.</summary>
    internal static string Write(string directory, SigningKey key, DateTimeOffset from)
    {
        MakeDirectory(directory);
        var time = from.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture);
        var path = Path.Combine(directory, $"{time}-{key.Public.Kid}{Extension}");
        WriteWhole(path, key.ToPrivateJwk() + "\n");
        return path;
    }

    /// <summary>
    /// Writes a file that nobody else can read at any moment, and that is whole once it has its
    /// name.
    /// </summary>
    internal static void WriteWhole(string path, string text)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
        };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly;
        var unfinished = path + ".new";
        File.Delete(unfinished);
        using (var file = new FileStream(unfinished, options))
        {
            file.Write(System.Text.Encoding.UTF8.GetBytes(text));
            file.Flush(flushToDisk: true);
        }

        File.Move(unfinished, path, overwrite: false);
    }

    /// <exception cref="StartException">It is no key, or others can read it.</exception>
    internal static SigningKey Read(string path)
    {
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & Others) != 0)
        {
            throw new StartException($"the private key {path} can be read by others; run "
                + $"`chmod 600 {path}`, or delete it if somebody may have read it");
        }

        return SigningKey.ReadJwk(File.ReadAllText(path), out var problem)
            ?? throw new StartException($"{path} holds no private key: {problem}");
    }

    private static void MakeDirectory(string directory)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(directory);
        else Directory.CreateDirectory(directory, OwnerOnly | UnixFileMode.UserExecute);
    }

    /// <summary>A file with another name is a key of old.</summary>
    private static DateTimeOffset From(string path) =>
        DateTimeOffset.TryParseExact(
            Path.GetFileName(path).Split('-')[0], TimeFormat, CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal, out var from) ? from : DateTimeOffset.UnixEpoch;
}
