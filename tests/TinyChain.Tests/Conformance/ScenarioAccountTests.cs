using System.Reflection;
using Xunit;

namespace TinyChain.Tests.Conformance;

/// <summary>
/// Which scenarios of tests/conformance/host.json are proven, and by what; of those for which
/// several replicas or faults are needed, only what is proven elsewhere has a name here.
/// </summary>
public sealed class ScenarioAccountTests
{
    /// <summary>The sections that a host without replicas answers.</summary>
    private static readonly string[] s_sections =
        ["http", "txn-id", "install", "service", "locks", "auth", "cross-service"];

    /// <summary>The tests that prove each scenario.</summary>
    private static readonly ILookup<string, MethodInfo> s_proofs = (
        from type in typeof(ScenarioAccountTests).Assembly.GetTypes()
        from method in type.GetMethods()
        from id in method.GetCustomAttribute<ScenarioAttribute>()?.Ids ?? []
        select (id, method)).ToLookup(proof => proof.id, proof => proof.method);

    [Fact]
    public void Each_scenario_is_proven_or_listed_with_the_reason()
    {
        var ours = Scenario.All.Values.Where(s => s_sections.Contains(s.Category)).ToList();
        var open = ours.Where(
            s => !s_proofs.Contains(s.Id) && !Scenario.Unproven.ContainsKey(s.Id));
        var proven = ours.Count(s => s_proofs.Contains(s.Id));
        Assert.True(
            !open.Any(),
            $"{proven} of {ours.Count} proven; neither proven nor in unproven-scenarios.json: "
            + string.Join(' ', open.Select(s => s.Id)));
    }

    [Fact]
    public void What_is_proven_leaves_the_list() => Assert.DoesNotContain(
        Scenario.Unproven.Keys, s_proofs.Contains);

    [Fact]
    public void Scenarios_that_are_named_exist() => Assert.Empty(
        s_proofs.Select(proof => proof.Key).Concat(Scenario.Unproven.Keys)
            .Except(Scenario.All.Keys));

    [Fact]
    public void Only_tests_prove_anything() => Assert.Empty(
        s_proofs.SelectMany(proof => proof)
            .Where(method => method.GetCustomAttribute<FactAttribute>() is null)
            .Select(method => method.Name));
}
