using System.Collections.Immutable;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Chains;
using TinyChain.Runtime.Transactions;
using Xunit;

namespace TinyChain.Tests.Runtime.Chains;

public sealed class BlockChainTests
{
    private readonly TemporarySpace _space = new();
    private readonly ChainKeys _keys = ChainKeys.Of(Link.Local("/service/a/b/0.0.0/c"));
    private readonly ListCollection _subject = new();

    [Fact]
    public async Task The_check_vector_of_the_spec_holds()
    {
        var txn = new TxnId(1_795_196_240_932_460_197, 7);
        await Put(txn, State.None, State.Tuple([State.Of(2), State.Of("b")]));
        var blocks = Blocks();
        Assert.Single(blocks);
        Assert.Equal(new byte[32], LastHash(blocks[0]));
        Assert.Equal(Convert.ToHexStringLower(SlowHash.OfBlock(blocks[0])), await Hash());
    }

    [Fact]
    public async Task A_chain_without_a_write_shows_one_empty_block_and_hashes_to_zeros()
    {
        var block = Assert.Single(Blocks()).As<TupleState>()!;
        Assert.Equal(0, block.Items[1].As<MapState>()!.Count);
        Assert.Equal(new string('0', 64), await Hash());
    }

    [Fact]
    public async Task A_refused_write_and_one_below_the_attribute_leave_no_record()
    {
        var chain = Chain(new TxnId(5, 1));
        Assert.True((await chain.Put([], State.None, State.Of("bad"))).IsFault);
        ImmutableArray<Id> below = [Id.Of("foo")];
        Assert.Equal(FaultKind.NotFound, Kind(await chain.Put(below, State.None, State.Of(1))));
        Assert.Equal(FaultKind.NotFound, Kind(await chain.Delete(below, State.None)));
        Assert.Equal(new string('0', 64), await Hash());
    }

    [Fact]
    public async Task Records_of_one_transaction_stand_together_in_the_order_of_execution()
    {
        var (early, late) = (new TxnId(10, 2), new TxnId(10, 11));
        await Put(late, State.None, State.Of("x"));
        await Put(early, State.None, State.Of("y"));
        await Chain(late).Delete([], State.Tuple([State.Of(1)]));
        var txns = Assert.Single(Blocks()).As<TupleState>()!.Items[1].As<MapState>()!;
        Assert.Equal(["10-11", "10-2"], txns.Keys.Select(k => k.Text));
        var records = txns.Values[0].As<TupleState>()!.Items;
        Assert.Equal("x", records[0].As<TupleState>()!.Items[1].As<string>());
        Assert.Single(records[1].As<TupleState>()!.Items);
    }

    [Fact]
    public async Task Appends_of_two_transactions_have_no_claim_in_common()
    {
        var (one, other) = (new ClaimLog(_space), new ClaimLog(_space));
        var first = new BlockChain(_subject, one, _keys, new TxnId(1, 1));
        var second = new BlockChain(_subject, other, _keys, new TxnId(2, 1));
        await first.Put([], State.None, State.Of("a"));
        await second.Put([], State.None, State.Of("b"));
        await first.Delete([], State.None);
        Assert.False(one.Conflicts(other));
        var reader = new ClaimLog(_space);
        await new BlockChain(_subject, reader, _keys, new TxnId(3, 1)).Claim();
        Assert.True(one.Conflicts(reader));
    }

    [Fact]
    public async Task Small_blocks_roll_over_and_each_names_the_hash_of_the_one_before()
    {
        const int Seed = 20_261;
        var random = new Random(Seed);
        var roller = new BlockRoller(_ => throw new InvalidOperationException(), _ => { }, 400);
        for (ulong time = 1; time < 200; time++)
        {
            var txn = new TxnId(time, (ushort)random.Next(1, 9));
            for (var i = random.Next(1, 4); i > 0; i--)
            {
                if (random.Next(4) == 0) await Chain(txn).Delete([], RandomKey(random));
                else await Put(txn, RandomKey(random), State.Of(new string('v', random.Next(40))));
            }

            Assert.False((await roller.Roll(_space, _keys, new TxnId(time, 10))).IsFault);
        }

        var blocks = Blocks();
        Assert.True(blocks.Length > 10, $"{blocks.Length} blocks, seed {Seed}");
        for (var i = 1; i < blocks.Length; i++)
            Assert.Equal(SlowHash.OfBlock(blocks[i - 1]), LastHash(blocks[i]));
        Assert.Equal(Convert.ToHexStringLower(SlowHash.OfBlock(blocks[^1])), await Hash());
        Assert.Empty(Reader().CheckLinks());
        Assert.Empty(Reader().CheckHistory());
    }

    [Fact]
    public async Task A_record_that_is_changed_or_missing_is_found()
    {
        var roller = new BlockRoller(_ => throw new InvalidOperationException(), _ => { }, 1);
        for (ulong time = 1; time < 4; time++)
        {
            await Put(new TxnId(time, 1), State.None, State.Of("a"));
            await Put(new TxnId(time, 1), State.None, State.Of("b"));
            await roller.Roll(_space, _keys, new TxnId(time, 10));
        }

        var key = _keys.Record(new TxnId(2, 1), 0);
        var kept = _space.Get(key);
        _space.Set(key, _space.Get(_keys.Record(new TxnId(2, 1), 1)));
        Assert.Single(Reader().CheckHistory());
        Assert.Empty(Reader().CheckLinks());
        Assert.Equal([false, true, false, false], Blocks().Select(block => block.IsFault));
        _space.Set(key, null);
        Assert.Equal(2, Reader().CheckHistory().Count());
        _space.Set(key, kept);
        _space.Set(_keys.Start(2), _space.Get(_keys.Start(3)));
        Assert.NotEmpty(Reader().CheckLinks());
    }

    private static FaultKind? Kind(State state) => state.As<Fault>()?.Kind;

    private static byte[] LastHash(State block) =>
        Convert.FromBase64String(block.As<TupleState>()!.Items[0].As<string>()!);

    private static State RandomKey(Random random) => random.Next(2) == 0 ? State.None
        : State.Tuple([State.Of((long)random.Next()), State.Of("k")]);

    private BlockChain Chain(TxnId txn) => new(_subject, new ClaimLog(_space), _keys, txn);

    private BlockChain Reader() => new(_subject, _space, _keys, default);

    private async Task Put(TxnId txn, State key, State value) =>
        Assert.False((await Chain(txn).Put([], key, value)).IsFault);

    private async Task<string> Hash() =>
        (await Chain(default).Get([Id.Of("hash")], State.None)).As<Id>()!.Text;

    private State[] Blocks() =>
        [.. Reader().Shown().As<ShownState>()!.Payload
            .As<TupleState>()!.Items[1].As<StreamState>()!.Items];
}
