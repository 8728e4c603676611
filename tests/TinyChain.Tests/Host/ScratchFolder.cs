namespace TinyChain.Tests.Host;

/// <summary>A folder that goes when the test ends.</summary>
internal sealed class ScratchFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("tinychain-test-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
