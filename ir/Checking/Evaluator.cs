using TinyChain.Ir.Intrinsics;
using TinyChain.Ir.Values;

namespace TinyChain.Ir.Checking;

/// <summary>
/// Runs a method's body, for a call of constants: a state, or the fault that it answers with.
/// Without a method it is a GET of the receiver itself, a tuple or a map. Given to Check by
/// whoever has the bodies, which this room only declares.
/// </summary>
public delegate State Evaluator(Intrinsic? method, State receiver, State argument);
