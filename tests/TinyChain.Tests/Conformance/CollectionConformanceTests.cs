using System.Collections.Concurrent;
using System.Text;
using Xunit;

namespace TinyChain.Tests.Conformance;

/// <summary>
/// The specification's worked requests on collections, chains and transactions, over HTTP, against
/// the real host.
/// </summary>
public sealed class CollectionConformanceTests(
    TestHost host, CollectionConformanceTests.Answers answers)
    : IClassFixture<TestHost>, IClassFixture<CollectionConformanceTests.Answers>
{
    public static TheoryData<string> Ids =>
        [.. Example.Collections.Values.Where(e => e.Skipped is null).Select(e => e.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task An_example_is_answered_as_the_specification_says(string id)
    {
        var difference = await answers.Difference(id, host.Address);
        Assert.True(
            difference is null != Example.ExpectedFailures.ContainsKey(id),
            difference ?? $"{id} passes now: take it off expected-failures.json");
    }

    [Fact]
    public async Task Each_section_passes_but_for_what_needs_tensors()
    {
        var table = new StringBuilder();
        var isComplete = true;
        foreach (var section in Example.Collections.Values.GroupBy(example => example.Section))
        {
            List<string> failing = [];
            var runs = section.Where(example => example.Skipped is null).ToList();
            foreach (var example in runs)
                if (await answers.Difference(example.Id, host.Address) is not null)
                    failing.Add(example.Id);
            isComplete &= failing.All(Example.ExpectedFailures.ContainsKey);
            table.AppendLine($"{section.Key}: {runs.Count - failing.Count} of {runs.Count}, "
                + $"skipped {section.Count() - runs.Count}; {string.Join(' ', failing)}");
        }

        Assert.True(isComplete, $"\n{table}");
    }

    [Fact]
    public void Only_what_needs_tensors_is_skipped() => Assert.All(
        Example.Collections.Values.Where(example => example.Skipped is not null),
        example => Assert.True(
            example.Section is "tensor" or "chain" or "view", $"{example.Id} is skipped"));

    /// <summary>Each example is sent once, whichever test asks first.</summary>
    public sealed class Answers : IDisposable
    {
        private readonly HttpClient _client = new();
        private readonly ConcurrentDictionary<string, Task<string?>> _differences = new();

        public Task<string?> Difference(string id, Uri address) =>
            _differences.GetOrAdd(id, _ => Example.Collections[id].Run(_client, address));

        public void Dispose() => _client.Dispose();
    }
}
