using TinyChain.Runtime.Ports;
using TinyChain.Runtime.Storage;
using Xunit;

namespace TinyChain.Tests.Runtime.Storage;

/// <summary>Both stores against a sorted dictionary, with the same random operations.</summary>
public sealed class StoreTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("tc-store-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void The_memory_store_agrees_with_a_sorted_dictionary()
    {
        using var store = new MemoryStore();
        Compare(() => store, _ => { });
    }

    [Fact]
    public void The_sqlite_store_agrees_with_a_sorted_dictionary_over_reopenings()
    {
        var path = Path.Combine(_directory, "db");
        var store = SqliteStore.Open(path);
        Compare(() => store, random =>
        {
            if (random.Next(10) > 0) return;
            store.Dispose();
            store = SqliteStore.Open(path);
        });
        store.Dispose();
    }

    [Fact]
    public void A_second_host_can_not_open_the_same_file()
    {
        var path = Path.Combine(_directory, "db");
        using var first = SqliteStore.Open(path);
        var refusal = Assert.Throws<StoreException>(() => SqliteStore.Open(path));
        Assert.Contains("in use by another host", refusal.Message);
    }

    [Fact]
    public void A_file_that_is_no_database_is_refused()
    {
        var path = Path.Combine(_directory, "db");
        File.WriteAllText(path, new string('x', 4096));
        var refusal = Assert.Throws<StoreException>(() => SqliteStore.Open(path));
        Assert.Contains("is not a database", refusal.Message);
    }

    [Fact]
    public void A_file_from_a_newer_version_is_refused()
    {
        var path = Path.Combine(_directory, "db");
        SqliteStore.Open(path).Dispose();
        // The file's header keeps user_version at byte 60, big-endian.
        using (var file = File.OpenWrite(path))
        {
            file.Position = 60;
            file.Write([0, 0, 0, 9]);
        }

        var refusal = Assert.Throws<StoreException>(() => SqliteStore.Open(path));
        Assert.Contains("newer version", refusal.Message);
    }

    private static void Compare(Func<IStore> store, Action<Random> between)
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        var model = new SortedDictionary<byte[], byte[]>(Comparer<byte[]>.Create(
            (a, b) => a.AsSpan().SequenceCompareTo(b)));
        for (var round = 0; round < 60; round++)
        {
            var batch = Enumerable.Range(0, random.Next(6)).Select(_ => new StoreWrite(
                Key(random), random.Next(3) == 0 ? null : Key(random))).ToList();
            store().Write(batch);
            store().Sync();
            foreach (var write in batch)
            {
                if (write.Value is null) model.Remove(write.Key);
                else model[write.Key] = write.Value;
            }

            between(random);
            var (from, to, limit) = (Key(random), Key(random), random.Next(1, 20));
            var expected = model.Where(e => IsBelow(e.Key, to) && !IsBelow(e.Key, from))
                .Take(limit).Select(Show);
            Assert.True(
                expected.SequenceEqual(store().Scan(new KeyRange(from, to), limit).Select(
                    e => Show(new(e.Key, e.Value)))), $"scan, seed {seed}");
            Assert.True(
                model.GetValueOrDefault(from)?.AsSpan().SequenceEqual(store().Get(from))
                    ?? store().Get(from) is null, $"get, seed {seed}");
        }
    }

    // Few distinct keys, some of them prefixes of others, and the empty one.
    private static byte[] Key(Random random)
    {
        var key = new byte[random.Next(4)];
        for (var i = 0; i < key.Length; i++) key[i] = (byte)(random.Next(3) * 127);
        return key;
    }

    private static bool IsBelow(byte[] a, byte[] b) => a.AsSpan().SequenceCompareTo(b) < 0;

    private static string Show(KeyValuePair<byte[], byte[]> entry) =>
        $"{Convert.ToHexString(entry.Key)}={Convert.ToHexString(entry.Value)}";
}
