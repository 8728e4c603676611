namespace TinyChain.Runtime.Auth;

/// <summary>A layer, and where it is: 1 is the outermost, which came last.</summary>
internal sealed record LayerPlace(int Number, int Depth, TokenLayer Layer)
{
    public override string ToString() => Depth == 1
        ? $"the token (issuer {Layer.Issuer})"
        : $"layer {Number} of {Depth} of the token (issuer {Layer.Issuer}; 1 is the outermost)";
}
