using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Execution;

/// <summary>
/// What runs of an op: emitted code, or an interpreter bound to a plan. `arguments` is the first
/// of the op's inputs, in their order. Returns a state or a fault; see the contract in Frame.cs.
/// </summary>
public delegate State OpBody(Frame frame, ref State arguments);
