using Microsoft.Data.Sqlite;
using TinyChain.Runtime.Ports;

namespace TinyChain.Runtime.Storage;

/// <summary>
/// The embedded store: one SQLite file. A batch is one SQLite transaction with a write-ahead log
/// and `synchronous=FULL`, so it is on stable storage when Write returns, and Sync has nothing left
/// to do. The file stays locked for as long as the store is open: one host per data directory.
/// </summary>
public sealed class SqliteStore : IStore
{
    // One connection, hence one user at a time; reads are rare, as the model is in memory.
    private readonly Lock _gate = new();
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _get;
    private readonly SqliteCommand _scan;
    private readonly SqliteCommand _put;
    private readonly SqliteCommand _delete;

    private SqliteStore(SqliteConnection connection)
    {
        _connection = connection;
        _get = Prepare("SELECT value FROM kv WHERE key = $a", "$a");
        _scan = Prepare(
            "SELECT key, value FROM kv WHERE key >= $a AND key < $b ORDER BY key LIMIT $c",
            "$a", "$b", "$c");
        _put = Prepare("INSERT OR REPLACE INTO kv (key, value) VALUES ($a, $b)", "$a", "$b");
        _delete = Prepare("DELETE FROM kv WHERE key = $a", "$a");
    }

    /// <summary>Opens the file, or creates it in an existing directory.</summary>
    /// <exception cref="StoreException">It is in use, damaged, foreign, or too new.</exception>
    public static SqliteStore Open(string path)
    {
        var connection = SqliteSetup.Connect(path);
        try
        {
            return new SqliteStore(connection);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public byte[]? Get(ReadOnlyMemory<byte> key)
    {
        lock (_gate)
        {
            Bind(_get, key.ToArray());
            return (byte[]?)_get.ExecuteScalar();
        }
    }

    public IReadOnlyList<StoreEntry> Scan(
        ReadOnlyMemory<byte> from, ReadOnlyMemory<byte> to, int limit)
    {
        lock (_gate)
        {
            Bind(_scan, from.ToArray(), to.ToArray(), limit);
            using var reader = _scan.ExecuteReader();
            var entries = new List<StoreEntry>();
            while (reader.Read())
                entries.Add(new StoreEntry((byte[])reader.GetValue(0), (byte[])reader.GetValue(1)));
            return entries;
        }
    }

    public void Write(IReadOnlyList<StoreWrite> batch)
    {
        lock (_gate)
        {
            using var transaction = _connection.BeginTransaction();
            foreach (var write in batch)
            {
                var command = write.Value is null ? _delete : _put;
                if (write.Value is null) Bind(command, write.Key);
                else Bind(command, write.Key, write.Value);
                command.Transaction = transaction;
                command.ExecuteNonQuery();
                command.Transaction = null;
            }

            transaction.Commit();
        }
    }

    public void Sync()
    {
    }

    public void Dispose()
    {
        lock (_gate)
        {
            foreach (var command in new[] { _get, _scan, _put, _delete }) command.Dispose();
            _connection.Dispose();
        }
    }

    private static void Bind(SqliteCommand command, params ReadOnlySpan<object> values)
    {
        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i];
    }

    private SqliteCommand Prepare(string sql, params ReadOnlySpan<string> parameters)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        foreach (var name in parameters)
            command.Parameters.Add(new SqliteParameter { ParameterName = name, Value = DBNull.Value });
        command.Prepare();
        return command;
    }
}
