using TinyChain.Ir.Checking;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;

namespace TinyChain.Ir.Planning.Lowering;

/// <summary>
/// A call that goes through a tuple, as part of a loop; the name of its statement where that is not
/// the one being written.
/// </summary>
internal sealed record ListStage(Id? Name, PostRef Call, InlinedList List);
