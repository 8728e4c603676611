using System.Text;
using TinyChain.Tests.Conformance;
using Xunit;
using Xunit.Abstractions;

namespace TinyChain.Tests.Widgets;

/// <summary>
/// kill -9 of each host at each step of the purchase (spec/host.md 6): afterwards all six effects
/// are there or none is, and all hosts say which. A handful of them; TC_KILLS=all tries every one,
/// and TC_KILLS=15,16 those at these steps.
/// </summary>
[Collection(nameof(WidgetCollection))]
public sealed class KillMatrixTests(WidgetWorld world, ITestOutputHelper output)
    : WidgetTests(world)
{
    // Who is left in doubt asks at the end of its time: the rest of each round waits for that.
    private static readonly TimeSpan s_within = TimeSpan.FromSeconds(4);

    // The numbers there; what happens within a host comes between the messages around it.
    private static readonly (string Step, string Message, Moment At)[] s_steps =
    [
        ("1", "buy", Moment.Before),
        ("2-4", "buy", Moment.Underway),
        ("5a", "debit 20", Moment.Before),
        ("5b", "make", Moment.Before),
        ("6", "join bank", Moment.Before),
        ("7", "join factory", Moment.Before),
        ("8", "debit 20", Moment.After),
        ("9", "join factory", Moment.After),
        ("10a", "debit 10", Moment.Before),
        ("10b", "ship", Moment.Before),
        ("11", "join shipping", Moment.Before),
        ("12", "join shipping", Moment.After),
        ("13", "debit 5", Moment.Before),
        ("14", "debit 5", Moment.After),
        ("14", "ship", Moment.After),
        ("14", "make", Moment.After),
        ("15", "prepare bank", Moment.Before),
        ("15", "prepare factory", Moment.Before),
        ("15", "prepare shipping", Moment.Before),
        ("16", "prepare bank", Moment.After),
        ("16", "prepare factory", Moment.After),
        ("16", "prepare shipping", Moment.After),
        ("17", "commit bank", Moment.Before),
        ("17", "commit factory", Moment.Before),
        ("17", "commit shipping", Moment.Before),
        ("18", "commit bank", Moment.After),
        ("18", "commit shipping", Moment.After),
        ("19", "buy", Moment.After),
    ];

    private static readonly (string Step, string Message, string Host)[] s_handful =
    [
        ("12", "join shipping", "bank"),
        ("16", "prepare factory", "retailer"),
        ("17", "commit shipping", "shipping"),
    ];

    private static string? Kills => Environment.GetEnvironmentVariable("TC_KILLS");

    [Fact]
    [Scenario("X90")]
    public async Task A_host_that_is_killed_at_any_step_leaves_all_of_a_purchase_or_none()
    {
        var wrong = new StringBuilder();
        foreach (var (step, host) in Chosen())
        {
            foreach (var isBackAtOnce in (bool[])[false, true])
            {
                // Where a busy machine used up the time before that step, it is tried again.
                var result = "";
                for (var i = 0; i < 3 && result.Length == 0; i++)
                    result = await Try(step, host, isBackAtOnce);
                if (result.Length == 0) result = "WRONG: it never came to that";
                var line = $"{step.Step} {step.Message}, {step.At}: kill {host.Name}"
                    + $"{(isBackAtOnce ? ", back at once" : "")} → {result}";
                output.WriteLine(line);
                if (line.Contains("WRONG", StringComparison.Ordinal)) wrong.AppendLine(line);
            }
        }

        Assert.True(wrong.Length == 0, wrong.ToString());
    }

    private IEnumerable<((string Step, string Message, Moment At), WidgetHost)> Chosen() =>
        from step in s_steps
        from host in World.Parts
        where Kills is null ? s_handful.Contains((step.Step, step.Message, host.Name))
            : Kills == "all" || Kills.Split(',').Contains(step.Step)
        select (step, host);

    /// <summary>
    /// What the client was told, and what there is; empty where nobody was killed.
    /// </summary>
    private async Task<string> Try(
        (string Step, string Message, Moment At) step, WidgetHost host, bool isBackAtOnce)
    {
        await Begin();
        var (id, hasStruck) = (World.NextId(), false);
        World.Strike(id, step.Message, step.At, async () =>
        {
            hasStruck = true;
            await host.Kill();
            if (isBackAtOnce) await World.Start(host);
            return false;
        });
        var answer = (await World.Purchase(id, within: s_within)).Split(' ')[0];
        if (!hasStruck) return "";
        await World.Heal();
        var after = await World.Settled(id);
        var states = await Task.WhenAll(World.Parts.Select(h => WidgetWorld.StateAt(h, id)));
        var isAll = after == Before.After(1);
        // Who never heard of it, or forgot it with its process, knows of no transaction.
        var isTold = isAll ? states.All(state => state == "committed")
            : states.All(state => state is "aborted" or "unknown");
        var isRight = (isAll || after == Before) && isTold
            && (answer != "200" || isAll) && (answer[0] != '4' || !isAll);
        return $"{answer}, {(isAll ? "all" : after == Before ? "none" : after.ToString())}"
            + (isRight ? "" : $" WRONG: {string.Join(' ', states)}");
    }
}
