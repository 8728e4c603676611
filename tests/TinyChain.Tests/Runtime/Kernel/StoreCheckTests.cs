using System.Text;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Chains;
using TinyChain.Runtime.Kernel.Checks;
using TinyChain.Runtime.Ports;
using TinyChain.Runtime.Storage;
using TinyChain.Tests.Host;
using Xunit;

namespace TinyChain.Tests.Runtime.Kernel;

/// <summary>Each damage to a sound store is found, and named by its link and key.</summary>
public sealed class StoreCheckTests : IDisposable
{
    private const string Service = "/service/shop/0.0.0";
    private const string Shop = """
        {"/service/shop": {
          "set": {"/state/chain/sync": [{"/state/collection/table": [[
            [[["n", "/state/scalar/value/number/uint/64"]],
             [["w", "/state/scalar/value/string", 400000]]],
            [["by_w", ["w"]]]]]}]},
          "log": {"/state/chain/block": [{"/state/collection/table": [[
            [[["n", "/state/scalar/value/number/uint/64"]],
             [["w", "/state/scalar/value/string", 400000]]], []]]}]}}}
        """;

    private readonly ScratchFolder _folder = new();

    private string File => Path.Combine(_folder.Path, "tinychain.db");

    private static byte[] Rows { get; } =
        [1, .. ChainKeys.RowsOf(Link.Local($"{Service}/set"))];

    private static byte[] Records { get; } = [1, .. ChainKeys.Of(
        Link.Local($"{Service}/log")).Records.From];

    private static byte[] Starts { get; } = [1, .. ChainKeys.Of(
        Link.Local($"{Service}/log")).Starts.From];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Each_damage_is_found_and_named()
    {
        await Fill();
        Assert.Empty(Problems());
        var index = First([.. Rows, 1]);
        AssertFound([new(index.Key, null)], $"{Service}/set", Hex(First([.. Rows, 0])),
            "has no entry in index by_w");
        AssertFound([new(index.Key, [1, 2, 3])], $"{Service}/set", Hex(index), "has no row");
        var row = First([.. Rows, 0]);
        AssertFound([new(row.Key, null)], $"{Service}/set", Hex(index), "has no row");
        AssertFound([new(row.Key, [9])], $"{Service}/set", Hex(row), "holds no row");
        var start = First(Starts);
        AssertFound([new(start.Key, Flipped(start.Value))], $"{Service}/log",
            "block 1 does not follow block 0");
        Assert.Equal([0, 0], Broken([]).Select(chain => chain.Count));
        Assert.Equal([$"{Service}/log: block 1 does not follow block 0"],
            Broken([new(start.Key, Flipped(start.Value))]).SelectMany(chain => chain));
        Assert.Equal([$"{Service}/log: block 1 is cut short"],
            Broken([new(start.Key, [1])]).SelectMany(chain => chain));
        var record = First(Records);
        AssertFound([new(record.Key, null)], $"{Service}/log",
            "block 0 does not have the hash that block 1 begins with");
        AssertFound([new(record.Key, [9])], $"{Service}/log", "is damaged");
        var version = First(Encoding.UTF8.GetBytes($"cluster{Service}"));
        AssertFound([new(version.Key, Flipped(version.Value))], Service, "checksum");
        AssertFound([new(First("cluster/service/shop"u8.ToArray()).Key, null)], Service,
            "the item that it stands in is missing");
        AssertFound([new([1, 2, 3], [4])], "010203", "belongs to nothing");
        Assert.Empty(Problems());
    }

    private async Task Fill()
    {
        await using var host = await RunningHost.Start(SqliteStore.Open(File));
        await host.Send("PUT", "/service?key=%22shop%22", "false");
        Assert.Equal("200 null", await host.Send("PUT", "/service/shop?key=%220.0.0%22", Shop));
        var wide = $"[\"{new string('x', 390_000)}\"]";
        for (var i = 0; i < 40 && !HasSecondBlock(); i++)
        {
            Assert.Equal("200 null", await Put(host, "set", i, "[\"b\"]"));
            Assert.Equal("200 null", await Put(host, "log", i, wide));
        }
    }

    private static Task<string> Put(RunningHost host, string chain, int key, string row) =>
        host.Send("PUT", $"{Service}/{chain}?key=%5B{key}%5D", row);

    private bool HasSecondBlock()
    {
        using var store = SqliteSnapshot.Open(File);
        return store.Count(KeyRange.Under(Starts)) > 0;
    }

    /// <summary>Does the damage, expects it to be found, and takes it back.</summary>
    private void AssertFound(StoreWrite[] damage, params string[] parts)
    {
        var before = Write(damage);
        var problems = Problems();
        Write(before);
        Assert.True(
            problems.Any(line => parts.All(line.Contains)),
            $"none has all of {string.Join(", ", parts)}:\n{string.Join('\n', problems)}");
    }

    /// <summary>What a start of the host finds, of each chain, after this damage.</summary>
    private List<IReadOnlyList<string>> Broken(StoreWrite[] damage)
    {
        var before = Write(damage);
        using var store = SqliteStore.Open(File);
        List<IReadOnlyList<string>> found = [.. new LinkCheck(store).Chains()];
        store.Write(before);
        return found;
    }

    private StoreWrite[] Write(StoreWrite[] writes)
    {
        using var store = SqliteStore.Open(File);
        StoreWrite[] before = [.. writes.Select(w => w with { Value = store.Get(w.Key) })];
        store.Write(writes);
        return before;
    }

    private List<string> Problems()
    {
        using var store = SqliteSnapshot.Open(File);
        return [.. new StoreCheck(store).Problems(_ => { })];
    }

    private StoreEntry First(byte[] prefix)
    {
        using var store = SqliteSnapshot.Open(File);
        return Assert.Single(store.Scan(KeyRange.Under(prefix), 1));
    }

    private static string Hex(StoreEntry entry) => Convert.ToHexStringLower(entry.Key[1..]);

    private static byte[] Flipped(byte[] value) => [.. value[..^1], (byte)(value[^1] ^ 1)];
}
