using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Auth;

namespace TinyChain.Runtime.Transactions.Outcomes;

/// <summary>
/// What a request may commit by only once: an `Idempotency-Key`, or a token that says `once`.
/// </summary>
/// <param name="Name">Which key it is, and whose.</param>
/// <param name="Request">What is asked by it; zero where any request uses it up.</param>
/// <param name="UntilNs">Until when it is remembered, in nanoseconds since 1970.</param>
public sealed record OutcomeKey(Hash256 Name, Hash256 Request, ulong UntilNs)
{
    private const ulong NsInSecond = 1_000_000_000;

    /// <summary>Seconds that a token is taken for valid beyond its end, at most.</summary>
    private const ulong Leeway = 60;

    // What ends later is kept until the year 2554, as far as nanoseconds reach.
    private const ulong LastSecond = (ulong.MaxValue / NsInSecond) - Leeway;

    /// <summary>The key of a client; the same text is another key for another principal.</summary>
    public static OutcomeKey OfClient(
        string principal, string key, ReadOnlySpan<byte> request, ulong untilNs) =>
        new(Hash("key", principal, key), Hash256.OfData(request), untilNs);

    /// <summary>The token of one commit, as long as it could be used again.</summary>
    public static OutcomeKey OfToken(TokenLayer once) => new(
        Hash("once", once.Issuer.ToString(), once.Id), Hash256.Zero,
        (Math.Min((ulong)Math.Max(0, once.Expires), LastSecond) + Leeway) * NsInSecond);

    /// <summary>A digest of texts that tells where each of them ends.</summary>
    public static Hash256 Hash(params ReadOnlySpan<string> texts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var length = new byte[sizeof(int)];
        foreach (var text in texts)
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
            hash.AppendData(length);
            hash.AppendData(bytes);
        }

        return Hash256.Read(hash.GetHashAndReset());
    }
}
