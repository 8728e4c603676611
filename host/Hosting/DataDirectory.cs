using TinyChain.Host.Options;
using TinyChain.Runtime.Ports;
using TinyChain.Runtime.Storage;

namespace TinyChain.Host.Hosting;

/// <summary>The directory that a host keeps its data in.</summary>
internal static class DataDirectory
{
    private const string FileName = "tinychain.db";

    /// <summary>The file of such a directory, and of a backup.</summary>
    internal static string FileIn(string directory) => Path.Combine(directory, FileName);

    internal static IStore Open(ServeOptions options)
    {
        if (options.Store is { } given) return given;
        try
        {
            Directory.CreateDirectory(options.DataDir);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartException(
                $"the data directory {options.DataDir} can't be made: {e.Message}", e);
        }

        return SqliteStore.Open(FileIn(options.DataDir), options.CacheBytes / 2);
    }
}
