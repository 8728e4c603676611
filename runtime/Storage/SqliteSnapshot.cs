using Microsoft.Data.Sqlite;
using TinyChain.Ir.Diagnostics;
using TinyChain.Runtime.Ports;

namespace TinyChain.Runtime.Storage;

/// <summary>
/// A store's file as it is at one moment, for reading, also while a host writes to it: one read
/// transaction, which keeps SQLite's log from being cleared until it ends. For one thread.
/// </summary>
public sealed class SqliteSnapshot : IStore
{
    private readonly SqliteConnection _connection;
    private readonly SqliteReader _reader;

    private SqliteSnapshot(string path, SqliteConnection connection)
    {
        (Path, _connection) = (path, connection);
        _reader = new SqliteReader(connection);
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    internal SqliteConnection Connection => _connection;

    /// <exception cref="StoreException">It is not there, damaged, foreign, or too new.</exception>
    public static SqliteSnapshot Open(string path) => File.Exists(path)
        ? new SqliteSnapshot(path, SqliteSetup.ConnectToRead(path))
        : throw new StoreException($"there is no {path}; name the directory that holds the data");

    /// <exception cref="StoreException">The file can't be read there.</exception>
    public byte[]? Get(ReadOnlyMemory<byte> key) => Ask(() => _reader.Get(key.ToArray()));

    /// <exception cref="StoreException">The file can't be read there.</exception>
    public IReadOnlyList<StoreEntry> Scan(KeyRange range, int limit, bool isReversed = false) =>
        Ask(() => _reader.Scan(range, limit, isReversed));

    /// <summary>How many entries a range holds.</summary>
    /// <exception cref="StoreException">The file can't be read there.</exception>
    public long Count(KeyRange range) => Ask(() =>
    {
        using var count = SqliteSetup.Prepare(
            _connection, "SELECT count(*) FROM kv WHERE key >= $a AND key < $b", "$a", "$b");
        count.Parameters[0].Value = range.From;
        count.Parameters[1].Value = range.To;
        return (long)count.ExecuteScalar()!;
    });

    /// <summary>What is wrong with the file's pages, a line each: SQLite reads all of it.</summary>
    public IReadOnlyList<string> DamagedPages()
    {
        try
        {
            using var check = SqliteSetup.Prepare(_connection, "PRAGMA integrity_check");
            using var rows = check.ExecuteReader();
            var lines = new List<string>();
            while (rows.Read()) lines.Add(rows.GetString(0));
            return lines is ["ok"] ? [] : lines;
        }
        catch (SqliteException e)
        {
            return [e.Message];
        }
    }

    public void Write(IReadOnlyList<StoreWrite> batch) =>
        throw new BugException("nobody writes to a snapshot");

    public void Sync()
    {
    }

    public void Dispose() => _reader.Dispose();

    private T Ask<T>(Func<T> question)
    {
        try
        {
            return question();
        }
        catch (SqliteException e)
        {
            throw SqliteSetup.Failed(e, Path);
        }
    }
}
