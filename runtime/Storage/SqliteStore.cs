using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using TinyChain.Runtime.Ports;

namespace TinyChain.Runtime.Storage;

/// <summary>
/// The embedded store: one SQLite file. A batch is one SQLite transaction with a write-ahead log
/// and `synchronous=FULL`, so it is on stable storage when Write returns, and Sync has nothing left
/// to do. Reads have connections of their own, and wait for no writer. A lock file beside it keeps
/// a second host off the data directory; it goes with the process, however that dies.
/// </summary>
public sealed class SqliteStore : IStore
{
    /// <summary>
    /// Connections kept for reading: more than these at once are opened and closed again.
    /// </summary>
    private const int MostReaders = 4;

    // The writer's part of the cache: its inserts go all over the file.
    private const int WriterShare = 2;

    // Guards the writer: one batch at a time.
    private readonly Lock _gate = new();
    private readonly ConcurrentBag<SqliteReader> _readers = [];
    private readonly string _path;
    private readonly long _readerBytes;
    private readonly FileStream _claim;
    private readonly SqliteConnection _writer;
    private readonly SqliteCommand _put;
    private readonly SqliteCommand _delete;

    private SqliteStore(string path, long cacheBytes, FileStream claim, SqliteConnection writer)
    {
        (_path, _claim, _writer) = (path, claim, writer);
        _readerBytes = cacheBytes / WriterShare / MostReaders;
        _put = SqliteSetup.Prepare(
            writer, "INSERT OR REPLACE INTO kv (key, value) VALUES ($a, $b)", "$a", "$b");
        _delete = SqliteSetup.Prepare(writer, "DELETE FROM kv WHERE key = $a", "$a");
    }

    /// <summary>Opens the file, or creates it in an existing directory.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cacheBytes">Memory for pages of the file, over all connections.</param>
    /// <exception cref="StoreException">It is in use, damaged, foreign, or too new.</exception>
    public static SqliteStore Open(string path, long cacheBytes = 64 << 20)
    {
        var claim = SqliteSetup.Claim(path);
        SqliteConnection? writer = null;
        try
        {
            writer = SqliteSetup.Connect(path, cacheBytes / WriterShare);
            return new SqliteStore(path, cacheBytes, claim, writer);
        }
        catch
        {
            writer?.Dispose();
            claim.Dispose();
            throw;
        }
    }

    public byte[]? Get(ReadOnlyMemory<byte> key)
    {
        var reader = Rent();
        var value = reader.Get(key.ToArray());
        Return(reader);
        return value;
    }

    public IReadOnlyList<StoreEntry> Scan(KeyRange range, int limit, bool isReversed = false)
    {
        var reader = Rent();
        var entries = reader.Scan(range, limit, isReversed);
        Return(reader);
        return entries;
    }

    public void Write(IReadOnlyList<StoreWrite> batch)
    {
        lock (_gate)
        {
            using var transaction = _writer.BeginTransaction();
            _put.Transaction = _delete.Transaction = transaction;
            foreach (var write in batch)
            {
                var command = write.Value is null ? _delete : _put;
                command.Parameters[0].Value = write.Key;
                if (write.Value is not null) command.Parameters[1].Value = write.Value;
                command.ExecuteNonQuery();
            }

            transaction.Commit();
            _put.Transaction = _delete.Transaction = null;
        }
    }

    public void Sync()
    {
    }

    public void Dispose()
    {
        lock (_gate)
        {
            while (_readers.TryTake(out var reader)) reader.Dispose();
            _put.Dispose();
            _delete.Dispose();
            _writer.Dispose();
            _claim.Dispose();
        }
    }

    private SqliteReader Rent() => _readers.TryTake(out var reader)
        ? reader : new SqliteReader(SqliteSetup.Connect(_path, _readerBytes));

    // A reader that threw is not returned: whatever it was in the middle of ends with it.
    private void Return(SqliteReader reader)
    {
        if (_readers.Count < MostReaders) _readers.Add(reader);
        else reader.Dispose();
    }
}
