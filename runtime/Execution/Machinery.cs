namespace TinyChain.Runtime.Execution;

/// <summary>What the host plugs in under running ops.</summary>
public sealed record Machinery(ICompiledOps Ops, IVerbs Verbs);
