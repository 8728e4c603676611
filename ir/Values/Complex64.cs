namespace TinyChain.Ir.Values;

/// <summary>A complex number of two 64-bit parts: the one number that a State must box.</summary>
public sealed class Complex64(double re, double im) : StateObject
{
    public override StateClass Class => NumberClass.C64;

    public double Re { get; } = re;

    public double Im { get; } = im;
}
