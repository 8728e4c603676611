using System.Collections.Concurrent;
using System.Text;
using Xunit;

namespace TinyChain.Tests.Conformance;

/// <summary>The specification's worked requests, over HTTP, against the real host.</summary>
public sealed class ConformanceTests(TestHost host, ConformanceTests.Answers answers)
    : IClassFixture<TestHost>, IClassFixture<ConformanceTests.Answers>
{
    public static TheoryData<string> Ids => [.. Example.All.Keys];

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task An_example_is_answered_as_the_specification_says(string id)
    {
        var difference = await answers.Difference(id, host.Address);
        if (!Example.ExpectedFailures.TryGetValue(id, out var reason))
            Assert.True(difference is null, difference);
        else
            Assert.True(
                difference is not null,
                $"{id} passes now: take it off expected-failures.json ({reason})");
    }

    [Fact]
    public async Task Each_section_passes_but_for_the_expected_failures()
    {
        var table = new StringBuilder();
        var isComplete = true;
        foreach (var section in Example.All.Values.GroupBy(example => example.Section))
        {
            var failing = new List<string>();
            foreach (var example in section)
                if (await answers.Difference(example.Id, host.Address) is not null)
                    failing.Add(example.Id);
            var expected = section.Count(e => Example.ExpectedFailures.ContainsKey(e.Id));
            isComplete &= failing.Count == expected;
            table.AppendLine($"{section.Key}: {section.Count() - failing.Count} of "
                + $"{section.Count()}, expected to fail {expected}; {string.Join(' ', failing)}");
        }

        Assert.True(isComplete, $"\n{table}");
    }

    [Fact]
    public void Expected_failures_name_examples_that_exist() =>
        Assert.Empty(Example.ExpectedFailures.Keys
            .Except(Example.All.Keys).Except(Example.Collections.Keys));

    /// <summary>Each example is sent once, whichever test asks first.</summary>
    public sealed class Answers : IDisposable
    {
        private readonly HttpClient _client = new();
        private readonly ConcurrentDictionary<string, Task<string?>> _differences = new();

        public Task<string?> Difference(string id, Uri address) =>
            _differences.GetOrAdd(id, _ => Example.All[id].Run(_client, address));

        public void Dispose() => _client.Dispose();
    }
}
