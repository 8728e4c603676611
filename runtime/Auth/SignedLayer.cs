using System.Buffers;
using System.Text;

namespace TinyChain.Runtime.Auth;

/// <summary>A layer with what its signature is of: the token up to its last point.</summary>
public sealed record SignedLayer(
    TokenLayer Layer, string Token, int SignedLength, byte[] Signature)
{
    public bool IsSignedBy(PublicKey key)
    {
        var data = ArrayPool<byte>.Shared.Rent(SignedLength);
        // All of it was decoded as base64url, so each character is a byte.
        Encoding.ASCII.GetBytes(Token.AsSpan(0, SignedLength), data);
        var isGood = key.Verify(data.AsSpan(0, SignedLength), Signature);
        ArrayPool<byte>.Shared.Return(data);
        return isGood;
    }
}
