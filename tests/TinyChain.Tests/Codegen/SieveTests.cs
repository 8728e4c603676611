using TinyChain.Codegen;
using Xunit;

namespace TinyChain.Tests.Codegen;

public sealed class SieveTests
{
    [Fact]
    public void A_flood_of_entries_that_are_used_once_leaves_those_in_use()
    {
        var sieve = new Sieve<int, string>(1_000, long.MaxValue);
        for (var i = 0; i < 100; i++)
        {
            sieve.Add(i, "hot", 1);
            Assert.True(sieve.TryGet(i, out _));
        }

        for (var i = 1_000; i < 101_000; i++) sieve.Add(i, "once", 1);
        Assert.Equal(1_000, sieve.Count);
        for (var i = 0; i < 100; i++) Assert.True(sieve.TryGet(i, out _), $"{i} was dropped");
    }

    [Fact]
    public void Bytes_are_bounded_too_as_entries_grow()
    {
        var dropped = new List<string>();
        var sieve = new Sieve<string, string>(100, 1_000) { Dropped = dropped.Add };
        var first = sieve.Add("a", "a", 400);
        sieve.Add("b", "b", 400);
        sieve.Resize(first, 300);
        Assert.Equal(["b"], dropped);
        Assert.Equal(700, sieve.Snapshot().Bytes);
        sieve.Resize(first, 1_000);
        Assert.Equal(1, sieve.Count);
    }

    /// <summary>Against a list that does the same in the dullest way.</summary>
    [Fact]
    public void It_keeps_what_a_slow_sieve_keeps()
    {
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        var (sieve, slow) = (new Sieve<int, string>(8, long.MaxValue), new SlowSieve(8));
        for (var i = 0; i < 20_000; i++)
        {
            var key = random.Next(1, 24);
            if (!sieve.TryGet(key, out _)) sieve.Add(key, "", 0);
            slow.Use(key);
            Assert.True(
                slow.Keys.Order().SequenceEqual(sieve.Entries.Select(e => e.Key).Order()),
                $"seed {seed}, step {i}");
        }
    }

    /// <summary>Oldest first; the hand is an index.</summary>
    private sealed class SlowSieve(int capacity)
    {
        private readonly List<(int Key, bool IsUsed)> _entries = [];
        private int _hand;

        internal IEnumerable<int> Keys => _entries.Select(e => e.Key);

        internal void Use(int key)
        {
            var at = _entries.FindIndex(e => e.Key == key);
            if (at >= 0)
            {
                _entries[at] = (key, true);
                return;
            }

            _entries.Add((key, false));
            if (_entries.Count > capacity) Drop(_entries.Count - 1);
        }

        private void Drop(int newest)
        {
            while (true)
            {
                if (_hand >= _entries.Count) _hand = 0;
                if (_hand != newest && !_entries[_hand].IsUsed) break;
                _entries[_hand] = (_entries[_hand].Key, false);
                _hand++;
            }

            _entries.RemoveAt(_hand);
            if (_hand >= _entries.Count) _hand = 0;
        }
    }
}
