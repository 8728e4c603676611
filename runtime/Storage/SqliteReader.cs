using Microsoft.Data.Sqlite;
using TinyChain.Runtime.Ports;

namespace TinyChain.Runtime.Storage;

/// <summary>
/// A connection that reads: it sees the newest commit at each call. For one thread.
/// </summary>
internal sealed class SqliteReader(SqliteConnection connection) : IDisposable
{
    private readonly SqliteCommand _get = SqliteSetup.Prepare(
        connection, "SELECT value FROM kv WHERE key = $a", "$a");

    private readonly SqliteCommand _up = SqliteSetup.Prepare(
        connection,
        "SELECT key, value FROM kv WHERE key >= $a AND key < $b ORDER BY key LIMIT $c",
        "$a", "$b", "$c");

    private readonly SqliteCommand _down = SqliteSetup.Prepare(
        connection,
        "SELECT key, value FROM kv WHERE key >= $a AND key < $b ORDER BY key DESC LIMIT $c",
        "$a", "$b", "$c");

    public void Dispose()
    {
        foreach (var command in new[] { _get, _up, _down }) command.Dispose();
        connection.Dispose();
    }

    internal byte[]? Get(byte[] key)
    {
        _get.Parameters[0].Value = key;
        return (byte[]?)_get.ExecuteScalar();
    }

    internal List<StoreEntry> Scan(KeyRange range, int limit, bool isReversed)
    {
        var scan = isReversed ? _down : _up;
        scan.Parameters[0].Value = range.From;
        scan.Parameters[1].Value = range.To;
        scan.Parameters[2].Value = limit;
        using var rows = scan.ExecuteReader();
        var entries = new List<StoreEntry>();
        while (rows.Read())
            entries.Add(new StoreEntry((byte[])rows.GetValue(0), (byte[])rows.GetValue(1)));
        return entries;
    }
}
