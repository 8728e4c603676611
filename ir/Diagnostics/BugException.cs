namespace TinyChain.Ir.Diagnostics;

/// <summary>An invariant of this program does not hold. The host answers 500 and logs it.</summary>
public sealed class BugException(string invariant) : Exception($"invariant broken: {invariant}");
