using System.Globalization;
using System.Numerics;
using TinyChain.Ir.Values;

namespace TinyChain.Tests.Runtime.Intrinsics;

/// <summary>
/// The slow second answer: integers as BigInteger, order by exact fractions, float/32 in float/32.
/// Written from spec/language.md 6.3 to 6.7 and N1 to N7 alone. Null stands for a fault.
/// </summary>
internal static class NumberReference
{
    // 6.4 with N4: a uint N with an int M gives the smallest int that holds both.
    private const string Table = """
        .    bool u8  u16 u32 u64 i16 i32 i64 f32 f64 c32 c64
        bool bool u8  u16 u32 u64 i16 i32 i64 f32 f64 c32 c64
        u8   u8   u8  u16 u32 u64 i16 i32 i64 f32 f64 c32 c64
        u16  u16  u16 u16 u32 u64 i32 i32 i64 f32 f64 c32 c64
        u32  u32  u32 u32 u32 u64 i64 i64 i64 f32 f64 c32 c64
        u64  u64  u64 u64 u64 u64 i64 i64 i64 f64 f64 c64 c64
        i16  i16  i16 i32 i64 i64 i16 i32 i64 f32 f64 c32 c64
        i32  i32  i32 i32 i64 i64 i32 i32 i64 f32 f64 c32 c64
        i64  i64  i64 i64 i64 i64 i64 i64 i64 f64 f64 c64 c64
        f32  f32  f32 f32 f32 f64 f32 f32 f64 f32 f64 c32 c64
        f64  f64  f64 f64 f64 f64 f64 f64 f64 f64 f64 c64 c64
        c32  c32  c32 c32 c32 c64 c32 c32 c64 c32 c64 c32 c64
        c64  c64  c64 c64 c64 c64 c64 c64 c64 c64 c64 c64 c64
        """;

    private static readonly string[][] s_rows =
        [.. Table.Split('\n').Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries))];

    public static string NameOf(NumberClass leaf) =>
        leaf.Kind == NumberKind.Bool ? "bool" : $"{char.ToLowerInvariant(leaf.Kind.ToString()[0])}"
            + leaf.Bits.ToString(CultureInfo.InvariantCulture);

    public static string Promoted(NumberClass left, NumberClass right) =>
        s_rows.Single(r => r[0] == NameOf(left))[Array.IndexOf(s_rows[0], NameOf(right))];

    public static State? Apply(string method, State left, State right)
    {
        var name = Promoted((NumberClass)left.Class, (NumberClass)right.Class);
        var leaf = NumberSamples.Leaves.Single(l => NameOf(l) == name);
        var isZeroDivisor = method is "div" or "mod" && Complexity(right) == Complex.Zero;
        if (isZeroDivisor && !(leaf.Kind == NumberKind.Bool && method == "mod")) return null;
        return leaf.Kind switch
        {
            NumberKind.Bool => State.Of(Bool(method, left.AsBool, right.AsBool)),
            NumberKind.UInt or NumberKind.Int => Integer(method, left, right, leaf),
            NumberKind.Float => leaf.Bits == 64
                ? State.Of(Double(method, ToDouble(left), ToDouble(right)))
                : State.Of(Single(method, (float)ToDouble(left), (float)ToDouble(right))),
            NumberKind.Complex => OfComplex(method, left, right, leaf),
        };
    }

    /// <summary>Exact order, or null for complex numbers.</summary>
    public static int? Compare(State left, State right) =>
        left.Class.Is(NumberClass.Complex) || right.Class.Is(NumberClass.Complex)
            ? null : Scaled(left).Re.CompareTo(Scaled(right).Re);

    public static bool AreEqual(State left, State right) => Scaled(left) == Scaled(right);

    /// <summary>The real part without its fraction.</summary>
    public static BigInteger Truncated(State number) =>
        BigInteger.Divide(Scaled(number).Re, BigInteger.One << 1074);

    public static (BigInteger Min, BigInteger Max) Range(NumberClass leaf) =>
        leaf.Kind == NumberKind.Int
            ? (-(BigInteger.One << (leaf.Bits - 1)), (BigInteger.One << (leaf.Bits - 1)) - 1)
            : (0, (BigInteger.One << (leaf.Kind == NumberKind.Bool ? 1 : leaf.Bits)) - 1);

    public static BigInteger Whole(State number) =>
        number.Is(NumberClass.U64) ? new BigInteger((ulong)number.Bits) : new(number.Bits);

    public static double ToDouble(State number)
    {
        if (number.Is(NumberClass.F64)) return number.AsF64;
        return number.Is(NumberClass.F32)
            ? number.AsF32
            : double.Parse(Whole(number).ToString(CultureInfo.InvariantCulture),
                CultureInfo.InvariantCulture);
    }

    public static Complex Complexity(State number) => number.Class.Is(NumberClass.Complex)
        ? new Complex(number.AsComplex.Re, number.AsComplex.Im) : new(ToDouble(number), 0);

    private static bool Bool(string method, bool a, bool b) => method switch
    {
        "add" => a | b,
        "mul" => a & b,
        "div" => a,
        _ => a != b,
    };

    private static State? Integer(string method, State left, State right, NumberClass leaf)
    {
        var (min, max) = Range(leaf);
        var (a, b) = (Whole(left), Whole(right));
        if (a < min || a > max || b < min || b > max) return null;
        var result = method switch
        {
            "add" => a + b,
            "sub" => a - b,
            "mul" => a * b,
            "div" => BigInteger.Divide(a, b),
            _ => BigInteger.Remainder(a, b),
        };
        if (result < min || result > max) return null;
        return State.Number(leaf, unchecked((long)(ulong)(result & ulong.MaxValue)));
    }

    private static double Double(string method, double a, double b) => method switch
    {
        "add" => a + b,
        "sub" => a - b,
        "mul" => a * b,
        "div" => a / b,
        _ => a % b,
    };

    private static float Single(string method, float a, float b) => method switch
    {
        "add" => a + b,
        "sub" => a - b,
        "mul" => a * b,
        "div" => a / b,
        _ => a % b,
    };

    private static State? OfComplex(string method, State left, State right, NumberClass leaf)
    {
        var (x, y) = (Complexity(left), Complexity(right));
        var (a, b, c, d) = leaf.Bits == 64
            ? (x.Real, x.Imaginary, y.Real, y.Imaginary)
            : ((float)x.Real, (float)x.Imaginary, (float)y.Real, (float)y.Imaginary);
        var norm = (c * c) + (d * d);
        if (method == "mod") return null;
        var (re, im) = method switch
        {
            "add" => (a + c, b + d),
            "sub" => (a - c, b - d),
            "mul" => ((a * c) - (b * d), (a * d) + (b * c)),
            _ => (((a * c) + (b * d)) / norm, ((b * c) - (a * d)) / norm),
        };
        return leaf.Bits == 64 ? State.Complex(re, im) : State.Complex((float)re, (float)im);
    }

    /// <summary>Both parts times 2^1074, which makes every finite float whole.</summary>
    private static (BigInteger Re, BigInteger Im) Scaled(State number)
    {
        if (number.Class.Is(NumberClass.Complex))
            return (Scaled(number.AsComplex.Re), Scaled(number.AsComplex.Im));
        return (number.Class.Is(NumberClass.Float)
            ? Scaled(ToDouble(number)) : Whole(number) << 1074, 0);
    }

    private static BigInteger Scaled(double value)
    {
        var bits = BitConverter.DoubleToInt64Bits(value);
        var (exponent, fraction) = ((int)((bits >> 52) & 0x7FF), bits & 0xFFFFFFFFFFFFF);
        var magnitude = exponent == 0
            ? new BigInteger(fraction)
            : new BigInteger(fraction | (1L << 52)) << (exponent - 1);
        return bits < 0 ? -magnitude : magnitude;
    }
}
