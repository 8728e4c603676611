using System.Numerics;
using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Intrinsics;

/// <summary>
/// The circular and hyperbolic functions and their inverses, in radians (spec/language.md 5.3). A
/// real number outside an inverse's domain is a bad request (N7), not a complex result; complex
/// inverses give principal values.
/// </summary>
public static class NumberTrigonometry
{
    private static readonly NumberFunction s_sin = new("sin", Math.Sin, Complex.Sin);
    private static readonly NumberFunction s_cos = new("cos", Math.Cos, Complex.Cos);
    private static readonly NumberFunction s_tan = new("tan", Math.Tan, Complex.Tan);
    private static readonly NumberFunction s_asin = new("asin", Math.Asin, Complex.Asin);
    private static readonly NumberFunction s_acos = new("acos", Math.Acos, Complex.Acos);
    private static readonly NumberFunction s_atan = new("atan", Math.Atan, Complex.Atan);
    private static readonly NumberFunction s_sinh = new("sinh", Math.Sinh, Complex.Sinh);
    private static readonly NumberFunction s_cosh = new("cosh", Math.Cosh, Complex.Cosh);
    private static readonly NumberFunction s_tanh = new("tanh", Math.Tanh, Complex.Tanh);
    private static readonly NumberFunction s_asinh = new("asinh", Math.Asinh, AsinhOf);
    private static readonly NumberFunction s_acosh = new("acosh", Math.Acosh, AcoshOf);
    private static readonly NumberFunction s_atanh = new("atanh", Math.Atanh, AtanhOf);

    public static State Sin(State receiver, State argument) => s_sin.Apply(receiver);

    public static State Cos(State receiver, State argument) => s_cos.Apply(receiver);

    public static State Tan(State receiver, State argument) => s_tan.Apply(receiver);

    public static State Asin(State receiver, State argument) => s_asin.Apply(receiver);

    public static State Acos(State receiver, State argument) => s_acos.Apply(receiver);

    public static State Atan(State receiver, State argument) => s_atan.Apply(receiver);

    public static State Sinh(State receiver, State argument) => s_sinh.Apply(receiver);

    public static State Cosh(State receiver, State argument) => s_cosh.Apply(receiver);

    public static State Tanh(State receiver, State argument) => s_tanh.Apply(receiver);

    public static State Asinh(State receiver, State argument) => s_asinh.Apply(receiver);

    public static State Acosh(State receiver, State argument) => s_acosh.Apply(receiver);

    public static State Atanh(State receiver, State argument) => s_atanh.Apply(receiver);

    // The library has no inverse hyperbolic functions of complex numbers.
    private static Complex AsinhOf(Complex z) =>
        -Complex.ImaginaryOne * Complex.Asin(Complex.ImaginaryOne * z);

    // Two roots, not one of z² - 1: the cuts must lie on the real axis below 1.
    private static Complex AcoshOf(Complex z) =>
        Complex.Log(z + (Complex.Sqrt(z + 1) * Complex.Sqrt(z - 1)));

    private static Complex AtanhOf(Complex z) =>
        (Complex.Log(1 + z) - Complex.Log(1 - z)) / 2;
}
