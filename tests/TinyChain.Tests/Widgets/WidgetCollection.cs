using Xunit;

namespace TinyChain.Tests.Widgets;

/// <summary>One world for all of its tests, one by one: five processes want both cores.</summary>
[CollectionDefinition(nameof(WidgetCollection), DisableParallelization = true)]
public sealed class WidgetCollection : ICollectionFixture<WidgetWorld>;
