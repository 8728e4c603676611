using TinyChain.Host.Simulation;
using Xunit;

namespace TinyChain.Tests.Serializability;

/// <summary>The judge itself: it finds what is planted, and passes what is right.</summary>
public sealed class ListAppendTests
{
    private long _now;

    [Fact]
    public void Random_serial_histories_are_passed()
    {
        var random = new Random(7);
        var lists = new Dictionary<int, List<long>>();
        var history = new List<Attempt>();
        for (var i = 0; i < 2_000; i++)
        {
            var steps = new List<Step>();
            for (var n = random.Next(1, 4); n > 0; n--)
            {
                var key = random.Next(5);
                var list = lists.TryGetValue(key, out var known) ? known : lists[key] = [];
                if (random.Next(2) == 0)
                {
                    steps.Add(new Step.Read(key, [.. list]));
                }
                else
                {
                    list.Add((i * 10L) + n);
                    steps.Add(new Step.Append(key, (i * 10L) + n));
                }
            }

            history.Add(Done([.. steps]));
        }

        Assert.Empty(ListAppend.Judge(history));
    }

    [Fact]
    public void A_dirty_read_is_found() => Expect(
        "G1a",
        new Attempt(_now++, _now++, Ending.Aborted, [new Step.Append(1, 1)]),
        Done(new Step.Read(1, [1])));

    [Fact]
    public void A_read_in_the_middle_of_a_transaction_is_found() => Expect(
        "G1b",
        Done(new Step.Append(1, 1), new Step.Append(1, 2)),
        Done(new Step.Read(1, [1])),
        Done(new Step.Read(1, [1, 2])));

    [Fact]
    public void A_lost_update_is_found() => Expect(
        "lost update",
        Done(new Step.Read(1, []), new Step.Append(1, 1)),
        Done(new Step.Read(1, []), new Step.Append(1, 2)),
        Done(new Step.Read(1, [2])));

    [Fact]
    public void A_write_skew_is_found()
    {
        var (a, b) = (_now++, _now++);
        Expect(
            "G2",
            new Attempt(a, 10, Ending.Committed, [new Step.Read(1, []), new Step.Append(2, 1)]),
            new Attempt(b, 10, Ending.Committed, [new Step.Read(2, []), new Step.Append(1, 2)]),
            new Attempt(20, 21, Ending.Committed, [new Step.Read(1, [2]), new Step.Read(2, [1])]));
    }

    [Fact]
    public void Writes_in_two_orders_are_found() => Expect(
        "G0",
        Done(new Step.Append(1, 1), new Step.Append(2, 1)),
        Done(new Step.Append(1, 2), new Step.Append(2, 2)),
        Done(new Step.Read(1, [1, 2]), new Step.Read(2, [2, 1])));

    [Fact]
    public void A_missed_write_is_found() => Expect(
        "G-single",
        new Attempt(0, 10, Ending.Committed, [new Step.Append(1, 1), new Step.Append(2, 1)]),
        new Attempt(0, 10, Ending.Committed, [new Step.Read(1, [1]), new Step.Read(2, [])]),
        new Attempt(20, 21, Ending.Committed, [new Step.Read(2, [1])]));

    [Fact]
    public void A_stale_read_is_found_by_the_clock() => Expect(
        "G-single-realtime",
        Done(new Step.Append(1, 1)),
        Done(new Step.Read(1, [])),
        Done(new Step.Read(1, [1])));

    [Fact]
    public void An_unknown_end_may_have_happened_or_not()
    {
        var unknown = new Attempt(0, 1, Ending.Unknown, [new Step.Append(1, 1)]);
        _now = 5;
        Assert.Empty(ListAppend.Judge([unknown, Done(new Step.Read(1, [1]))]));
        Assert.Empty(ListAppend.Judge([unknown, Done(new Step.Read(1, []))]));
    }

    private Attempt Done(params Step[] steps) => new(_now++, _now++, Ending.Committed, steps);

    private static void Expect(string anomaly, params Attempt[] history) =>
        Assert.Contains(
            ListAppend.Judge(history),
            found => found.StartsWith(anomaly, StringComparison.Ordinal));
}
