namespace TinyChain.Tests.Conformance;

/// <summary>Names the scenarios of tests/conformance/host.json that a test proves.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ScenarioAttribute(params string[] ids) : Attribute
{
    public IReadOnlyList<string> Ids { get; } = ids;
}
