using SQLitePCL;

namespace TinyChain.Runtime.Storage;

/// <summary>
/// Copies a store's file, as it is at one moment: to a backup while its host runs, and back. A copy
/// is made under another name, verified, synced, and only then gets its own: what is there is
/// whole. `progress` is told of the parts that are copied, of how many.
/// </summary>
public static class StoreBackup
{
    private const int PagesPerStep = 256;

    /// <summary>Copies a store to a file in a new or empty directory.</summary>
    /// <returns>The copy's size in bytes.</returns>
    /// <exception cref="StoreException">There is no store, or no room for a copy.</exception>
    public static long Make(string store, string backup, Action<int, int> progress)
    {
        using var source = SqliteSnapshot.Open(store);
        return Do(backup, directory =>
        {
            if (Directory.EnumerateFileSystemEntries(directory).FirstOrDefault() is { } present)
                throw new StoreException($"{directory} is not empty: it holds "
                    + $"{Path.GetFileName(present)}; name a new directory for the backup");
            return Copy(source, backup, progress);
        });
    }

    /// <summary>Puts a backup where no store is, and no host runs.</summary>
    /// <returns>The copy's size in bytes.</returns>
    /// <exception cref="StoreException">It is no backup, or damaged; or data is there.</exception>
    public static long Restore(string backup, string store, Action<int, int> progress)
    {
        using var source = SqliteSnapshot.Open(backup);
        return Do(store, directory =>
        {
            using var claim = SqliteSetup.Claim(store);
            if (File.Exists(store) || File.Exists($"{store}-wal"))
                throw new StoreException($"{directory} has data already; move it away, or choose "
                    + "another --data-dir");
            return Copy(source, store, progress);
        });
    }

    private static long Do(string target, Func<string, long> copy)
    {
        var directory = Path.GetDirectoryName(Path.GetFullPath(target))!;
        try
        {
            Directory.CreateDirectory(directory);
            return copy(directory);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StoreException($"{target} can't be written: {e.Message}", e);
        }
    }

    private static long Copy(SqliteSnapshot source, string target, Action<int, int> progress)
    {
        var draft = $"{target}.part";
        try
        {
            new FileStream(draft, FileMode.CreateNew).Dispose();
        }
        catch (IOException e) when (File.Exists(draft))
        {
            throw new StoreException(
                $"{draft} is of a copy that is not done; delete it if none is being made", e);
        }

        try
        {
            CopyPages(source, draft, progress);
            Verify(draft, source.Path);
            StableStorage.Publish(draft, target);
            return new FileInfo(target).Length;
        }
        catch
        {
            foreach (var left in new[] { draft, $"{draft}-journal" }) File.Delete(left);
            throw;
        }
    }

    private static void CopyPages(SqliteSnapshot source, string draft, Action<int, int> progress)
    {
        using var target = SqliteSetup.ConnectToCopy(draft);
        using var copy = raw.sqlite3_backup_init(
            target.Handle, "main", source.Connection.Handle, "main");
        // The source stays at its moment, so a host's writes don't make the copy begin again.
        int code;
        while ((code = raw.sqlite3_backup_step(copy, PagesPerStep)) == raw.SQLITE_OK)
        {
            var count = raw.sqlite3_backup_pagecount(copy);
            progress(count - raw.sqlite3_backup_remaining(copy), count);
        }

        if (code == raw.SQLITE_DONE) return;
        var why = raw.sqlite3_errstr(code).utf8_to_string();
        throw new StoreException($"{source.Path} can't be copied to {draft}: {why}");
    }

    private static void Verify(string draft, string source)
    {
        SqliteSetup.Seal(draft);
        using var copy = SqliteSnapshot.Open(draft);
        if (copy.DamagedPages() is [var first, ..])
            throw new StoreException($"{source} is damaged, and so would be its copy: {first}");
    }
}
