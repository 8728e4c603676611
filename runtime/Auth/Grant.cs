namespace TinyChain.Runtime.Auth;

/// <summary>A claim that counts: its scope, and which of its bits the umask leaves.</summary>
public sealed record Grant(Scope Scope, int Bits);
