using System.Text;

namespace TinyChain.Runtime.Auth;

/// <summary>A layer with what its signature is of: the token up to its last point.</summary>
public sealed record SignedLayer(
    TokenLayer Layer, string Token, int SignedLength, byte[] Signature)
{
    public bool IsSignedBy(PublicKey key)
    {
        var data = new byte[SignedLength];
        // All of it was decoded as base64url, so each character is a byte.
        Encoding.ASCII.GetBytes(Token.AsSpan(0, SignedLength), data);
        return key.Verify(data, Signature);
    }
}
