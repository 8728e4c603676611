using TinyChain.Ir;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Execution;
using Xunit;

namespace TinyChain.Tests.Runtime.Execution;

public sealed class BudgetTests
{
    private static readonly TimeSpan s_ttl = TimeSpan.FromSeconds(3);

    private readonly StepClock _clock = new();

    [Fact]
    public void Fuel_lasts_to_the_unit_whatever_the_slices()
    {
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        for (var round = 0; round < 200; round++)
        {
            var fuel = random.NextInt64(0, 300_000);
            _clock.Step = TimeSpan.FromMicroseconds(random.Next(0, 200));
            var budget = new Budget(_clock, TimeSpan.FromDays(1), fuel);
            var used = 0L;
            for (var units = 1L; ; units = random.NextInt64(0, 1 << random.Next(1, 18)))
            {
                if (!budget.Charge(units))
                {
                    Assert.True(used + units > fuel, $"{used} + {units} of {fuel}; seed {seed}");
                    break;
                }

                used += units;
                Assert.True(used == budget.Used && used <= fuel, $"seed {seed}");
            }

            Assert.Equal(fuel, budget.Used);
            Assert.False(budget.Charge(0));
            Assert.Equal(Fault.Limit("fuel", fuel).Message, budget.Spent!.Message);
        }
    }

    [Theory]
    [InlineData(10, Limits.MostFuelSlice)]
    [InlineData(70, Limits.FuelSlice)]
    [InlineData(500, Limits.LeastFuelSlice)]
    public void A_slice_takes_about_as_long_as_a_look_is_worth(int microseconds, long slice)
    {
        _clock.Step = TimeSpan.FromMicroseconds(microseconds);
        var budget = new Budget(_clock, s_ttl);
        var looks = new List<long>();
        for (var unit = 0; unit < 600_000; unit++)
        {
            var before = _clock.Looks;
            Assert.True(budget.Charge(1));
            if (_clock.Looks > before) looks.Add(unit);
            if (looks.Count > 20) break;
        }

        Assert.Equal(slice, looks[^1] - looks[^2]);
    }

    [Fact]
    public void Time_ends_a_request_for_good()
    {
        var budget = new Budget(_clock, s_ttl);
        _clock.Step = TimeSpan.FromSeconds(4);
        var used = 0L;
        while (budget.Charge(1)) used++;
        Assert.Equal(FaultKind.Timeout, budget.Spent!.Kind);
        Assert.InRange(budget.Used, used, Limits.FuelSlice + 1);
        Assert.False(budget.Charge(0));
    }

    /// <summary>Goes on by a step with each look at it.</summary>
    private sealed class StepClock : TimeProvider
    {
        private long _now;

        internal TimeSpan Step { get; set; }

        internal int Looks { get; private set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp()
        {
            Looks++;
            return _now += Step.Ticks;
        }
    }
}
