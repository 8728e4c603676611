namespace TinyChain.Runtime.Auth;

/// <summary>A key, and the time from which it signs.</summary>
public sealed record KeyFrom(SigningKey Key, DateTimeOffset From);
