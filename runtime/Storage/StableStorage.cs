using System.ComponentModel;
using System.Runtime.InteropServices;

namespace TinyChain.Runtime.Storage;

/// <summary>
/// Puts a finished file under its name for good: after a power failure there is the whole file or
/// none.
/// </summary>
internal static class StableStorage
{
    /// <exception cref="IOException">It can't be, or something has that name.</exception>
    internal static void Publish(string draft, string path)
    {
        using (var file = File.OpenHandle(draft, access: FileAccess.ReadWrite))
            RandomAccess.FlushToDisk(file);
        File.Move(draft, path);
        SyncDirectory(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!);
    }

    // A new name is on the disk when its directory is; .NET opens files only.
    private static void SyncDirectory(string directory)
    {
        if (OperatingSystem.IsWindows()) return;
        var handle = Open(directory, 0);
        if (handle < 0) throw Failed(directory);
        var isSynced = Sync(handle) == 0;
        var failure = isSynced ? null : Failed(directory);
        _ = Close(handle);
        if (failure is not null) throw failure;
    }

    private static IOException Failed(string directory) =>
        new($"{directory} can't be synced: {new Win32Exception().Message}");

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    private static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static extern int Sync(int handle);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    private static extern int Close(int handle);
}
