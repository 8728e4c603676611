using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Kernel;

/// <summary>
/// A request as the kernel sees it. The body is the value of a PUT, the parameters of a POST (a
/// map), or a hypothetical's op; a body with references in it arrives as a
/// <see cref="RefState"/>, unresolved. GET and DELETE have a key instead.
/// </summary>
public sealed record Request(Verb Verb, Link Link, State Key, State Body);
