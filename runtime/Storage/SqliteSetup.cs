using System.Globalization;
using Microsoft.Data.Sqlite;

namespace TinyChain.Runtime.Storage;

/// <summary>
/// Opens SQLite's file and sees that it is ours: locked, sound, and of our format.
/// </summary>
internal static class SqliteSetup
{
    /// <summary>The layout below. A file with a higher number comes from a newer host.</summary>
    private const int Format = 1;

    /// <summary>Seconds to wait for a host that is just ending to let go of the file.</summary>
    private const int BusySeconds = 2;

    /// <summary>
    /// Pages of the log that are moved to their places at once, 16 MiB: the commit that does it
    /// waits for two more syncs, and pages that were written often are moved once.
    /// </summary>
    private const int CheckpointPages = 4096;

    private const int Busy = 5;
    private const int Locked = 6;
    private const int CantOpen = 14;
    private const int ReadOnly = 8;
    private const int Corrupt = 11;
    private const int NotADatabase = 26;

    /// <summary>
    /// Takes the lock file, which the process holds until it ends.
    /// </summary>
    /// <exception cref="StoreException">Another host has it, or it can't be made.</exception>
    internal static FileStream Claim(string path)
    {
        try
        {
            return new FileStream(
                $"{path}.lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e)
        {
            throw new StoreException($"{path} is in use by another host; "
                + "stop it, or choose another --data-dir", e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new StoreException(
                $"{path} can't be written; check the directory's permissions", e);
        }
    }

    /// <summary>A host's connection, with so many bytes of cache.</summary>
    internal static SqliteConnection Connect(string path, long cacheBytes) =>
        Open(path, SqliteOpenMode.ReadWriteCreate, connection =>
        {
            Execute(connection, "PRAGMA journal_mode=WAL");
            Execute(connection, "PRAGMA synchronous=FULL");
            Execute(connection, $"PRAGMA wal_autocheckpoint={CheckpointPages}");
            Execute(connection, $"PRAGMA cache_size=-{Math.Max(cacheBytes >> 10, 64)}");
            if (!HasFormat(connection, path)) Make(connection);
        });

    /// <summary>
    /// A connection to a store that is there, which sees the one moment of this call and writes
    /// nothing. It may be beside a running host's.
    /// </summary>
    internal static SqliteConnection ConnectToRead(string path) =>
        Open(path, SqliteOpenMode.ReadWrite, connection =>
        {
            Execute(connection, "PRAGMA query_only=ON");
            Execute(connection, "BEGIN");
            if (!HasFormat(connection, path))
                throw new StoreException($"{path} is empty; it is no store yet");
        });

    /// <summary>A connection to a file that a copy is made into.</summary>
    internal static SqliteConnection ConnectToCopy(string path) =>
        Open(path, SqliteOpenMode.ReadWrite, _ => { });

    /// <summary>
    /// Makes a store that no host has open one file that needs no other beside it.
    /// </summary>
    internal static void Seal(string path) =>
        Open(path, SqliteOpenMode.ReadWrite, connection =>
            Execute(connection, "PRAGMA journal_mode=DELETE")).Dispose();

    /// <summary>What an operator is told of a failure of the file.</summary>
    internal static StoreException Failed(SqliteException e, string path) =>
        new(Explain(e, path), e);

    private static SqliteConnection Open(
        string path, SqliteOpenMode mode, Action<SqliteConnection> prepare)
    {
        SQLitePCL.Batteries_V2.Init();
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = mode,
            Pooling = false,
            DefaultTimeout = BusySeconds,
        }.ToString());
        try
        {
            connection.Open();
            prepare(connection);
            return connection;
        }
        catch (SqliteException e)
        {
            connection.Dispose();
            throw Failed(e, path);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    internal static SqliteCommand Prepare(
        SqliteConnection connection, string sql, params ReadOnlySpan<string> parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var name in parameters)
            command.Parameters.AddWithValue(name, DBNull.Value);
        command.Prepare();
        return command;
    }

    /// <summary>True for a store of ours, false for an empty file.</summary>
    private static bool HasFormat(SqliteConnection connection, string path)
    {
        var format = Number(connection, "PRAGMA user_version");
        if (format > Format)
            throw new StoreException($"{path} was written by a newer version of this program "
                + $"(format {format}, this one reads {Format}); start that version instead");
        if (format == Format) return true;
        if (Number(connection, "SELECT count(*) FROM sqlite_master") > 0)
            throw new StoreException($"{path} is another program's database; "
                + "choose another --data-dir");
        return false;
    }

    private static void Make(SqliteConnection connection) => Execute(connection, "BEGIN; "
        + "CREATE TABLE kv (key BLOB PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID; "
        + $"PRAGMA user_version={Format}; COMMIT");

    private static string Explain(SqliteException e, string path) => e.SqliteErrorCode switch
    {
        Busy or Locked => $"{path} is in use by another host; "
            + "stop it, or choose another --data-dir",
        CantOpen or ReadOnly => $"{path} can't be written; check the directory's permissions",
        NotADatabase => $"{path} is not a database; choose another --data-dir",
        Corrupt => $"{path} is damaged; restore it from a backup, or choose another --data-dir",
        _ => $"{path} can't be used: {e.Message}",
    };

    private static long Number(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
