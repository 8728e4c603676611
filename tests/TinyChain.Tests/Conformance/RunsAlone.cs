using Xunit;

namespace TinyChain.Tests.Conformance;

/// <summary>The collection of tests that measure time: nothing runs beside them.</summary>
[CollectionDefinition(nameof(RunsAlone), DisableParallelization = true)]
public sealed class RunsAlone;
