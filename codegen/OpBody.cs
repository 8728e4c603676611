using TinyChain.Runtime.Execution;

namespace TinyChain.Codegen;

/// <summary>An emitted body; see the contract in Frame.cs.</summary>
public delegate BodyStatus OpBody(Frame frame);
