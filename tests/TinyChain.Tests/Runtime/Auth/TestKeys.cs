using System.Buffers.Binary;
using TinyChain.Runtime.Auth;
using TinyChain.Runtime.Ports;

namespace TinyChain.Tests.Runtime.Auth;

/// <summary>Keys of known private numbers.</summary>
internal static class TestKeys
{
    public static SigningKey OfScalar(int scalar) => SigningKey.Generate(new Scalar(scalar));

    public static TokenIssuer Issuer(SigningKey key, TimeProvider time) =>
        Issuer(new KeyRing([new KeyFrom(key, DateTimeOffset.UnixEpoch)]), time);

    public static TokenIssuer Issuer(KeyRing keys, TimeProvider time) =>
        new(keys, time, new Dice());

    private sealed class Scalar(int value) : IEntropy
    {
        public void Fill(Span<byte> bytes)
        {
            bytes.Clear();
            BinaryPrimitives.WriteInt32BigEndian(bytes[^4..], value);
        }
    }

    /// <summary>Ids of tokens that differ, and are the same on each run.</summary>
    private sealed class Dice : IEntropy
    {
        private readonly Random _random = new(1);

        public void Fill(Span<byte> bytes)
        {
            lock (_random) _random.NextBytes(bytes);
        }
    }
}
