using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace TinyChain.Runtime.Auth;

/// <summary>
/// One P-256 key, for many threads at once: an <see cref="ECDsa"/> serves one at a time, so each
/// takes an idle one, or makes one. There are as many as there ever were users at once.
/// </summary>
internal sealed class EcKey(ECParameters parameters)
{
    private readonly ConcurrentBag<ECDsa> _idle = [];

    internal byte[] Sign(ReadOnlySpan<byte> data)
    {
        var key = Rent();
        var signature = key.SignData(
            data, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        _idle.Add(key);
        return signature;
    }

    internal bool Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        var key = Rent();
        var isGood = key.VerifyData(
            data, signature, HashAlgorithmName.SHA256,
            DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        _idle.Add(key);
        return isGood;
    }

    private ECDsa Rent() => _idle.TryTake(out var key) ? key : ECDsa.Create(parameters);
}
