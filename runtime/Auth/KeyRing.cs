using System.Collections.Immutable;

namespace TinyChain.Runtime.Auth;

/// <summary>
/// A host's keys. The newest signs; one before it still verifies, until what it signed has expired
/// and those who trust this host had time to learn the next.
/// </summary>
public sealed class KeyRing
{
    /// <summary>How long a key verifies after the next one has begun to sign.</summary>
    public static readonly TimeSpan Overlap = TimeSpan.FromDays(1);

    private readonly ImmutableArray<KeyFrom> _keys;

    /// <summary>Newest first; there is at least one.</summary>
    public KeyRing(IEnumerable<KeyFrom> keys)
    {
        _keys = [.. keys.OrderByDescending(k => k.From)];
        if (_keys.IsEmpty) throw new ArgumentException("a host has a key", nameof(keys));
    }

    /// <summary>The newest that has begun to sign; where none has, the first to begin.</summary>
    public SigningKey Signing(DateTimeOffset now) =>
        (_keys.FirstOrDefault(k => k.From <= now) ?? _keys[^1]).Key;

    /// <summary>Those that verify, newest first: also such as will sign some day.</summary>
    public ImmutableArray<PublicKey> Verifying(DateTimeOffset now)
    {
        var keys = ImmutableArray.CreateBuilder<PublicKey>();
        foreach (var (key, from) in _keys)
        {
            keys.Add(key.Public);
            // Whoever is older was followed by this one.
            if (from + Overlap <= now) break;
        }

        return keys.ToImmutable();
    }
}
