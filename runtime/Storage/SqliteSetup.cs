using System.Globalization;
using Microsoft.Data.Sqlite;

namespace TinyChain.Runtime.Storage;

/// <summary>Opens SQLite's file and sees that it is ours: locked, sound, and of our format.</summary>
internal static class SqliteSetup
{
    /// <summary>The layout below. A file with a higher number comes from a newer host.</summary>
    private const int Format = 1;

    /// <summary>Seconds to wait for a host that is just ending to let go of the file.</summary>
    private const int BusySeconds = 2;

    private const int Busy = 5;
    private const int Locked = 6;
    private const int CantOpen = 14;
    private const int ReadOnly = 8;
    private const int Corrupt = 11;
    private const int NotADatabase = 26;

    internal static SqliteConnection Connect(string path)
    {
        SQLitePCL.Batteries_V2.Init();
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Pooling = false,
            DefaultTimeout = BusySeconds,
        }.ToString());
        try
        {
            connection.Open();
            Claim(connection);
            CheckFormat(connection, path);
            return connection;
        }
        catch (SqliteException e)
        {
            connection.Dispose();
            throw new StoreException(Explain(e, path), e);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static void Claim(SqliteConnection connection)
    {
        // In this order: exclusive before WAL, so that no shared memory is made; then an empty
        // write transaction takes the lock, which an exclusive connection keeps until it closes.
        Execute(connection, "PRAGMA locking_mode=EXCLUSIVE");
        Execute(connection, "PRAGMA journal_mode=WAL");
        Execute(connection, "PRAGMA synchronous=FULL");
        Execute(connection, "BEGIN EXCLUSIVE; COMMIT");
    }

    private static void CheckFormat(SqliteConnection connection, string path)
    {
        var format = Number(connection, "PRAGMA user_version");
        if (format > Format)
            throw new StoreException($"{path} was written by a newer version of this program "
                + $"(format {format}, this one reads {Format}); start that version instead");
        if (format == Format) return;
        if (Number(connection, "SELECT count(*) FROM sqlite_master") > 0)
            throw new StoreException($"{path} is another program's database; "
                + "choose another --data-dir");
        Execute(connection, "BEGIN; "
            + "CREATE TABLE kv (key BLOB PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID; "
            + $"PRAGMA user_version={Format}; COMMIT");
    }

    private static string Explain(SqliteException e, string path) => e.SqliteErrorCode switch
    {
        Busy or Locked => $"{path} is in use by another host; "
            + "stop it, or choose another --data-dir",
        CantOpen or ReadOnly => $"{path} can't be written; check the directory's permissions",
        NotADatabase => $"{path} is not a database; choose another --data-dir",
        Corrupt => $"{path} is damaged; restore it from a backup, or choose another --data-dir",
        _ => $"{path} can't be opened: {e.Message}",
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
