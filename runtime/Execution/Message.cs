using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Execution;

/// <summary>A verb and what it carries, on its way to a state.</summary>
internal readonly record struct Message(Verb Verb)
{
    /// <summary>The key of GET, PUT and DELETE.</summary>
    internal State Key { get; init; }

    /// <summary>The value of PUT.</summary>
    internal State Value { get; init; }

    /// <summary>The parameters of POST.</summary>
    internal MapState Parameters { get; init; } = MapState.Empty;

    /// <summary>The verb as it is written: `GET`.</summary>
    internal string Name => Verb.ToString().ToUpperInvariant();

    /// <summary>The same call with what the message carries.</summary>
    internal Invocation To(in Invocation call) =>
        call with { Key = Key, Value = Value, Parameters = Parameters };
}
