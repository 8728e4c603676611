using TinyChain.Host.Options;
using TinyChain.Runtime.Ports;
using TinyChain.Runtime.Storage;

namespace TinyChain.Host.Hosting;

/// <summary>The directory that a host keeps its data in.</summary>
internal static class DataDirectory
{
    private const string FileName = "tinychain.db";

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

        return SqliteStore.Open(Path.Combine(options.DataDir, FileName), options.CacheBytes / 2);
    }
}
