using System.Collections.Immutable;
using System.Text;
using TinyChain.Codegen;
using TinyChain.Ir.Checking;
using TinyChain.Ir.Diagnostics;
using TinyChain.Ir.Intrinsics;
using TinyChain.Ir.Types;
using TinyChain.Ir.Values;
using TinyChain.Parser;
using TinyChain.Runtime.Execution;
using TinyChain.Runtime.Intrinsics;
using TinyChain.Tests.Ir.Encodings;
using TinyChain.Tests.Runtime.Execution;
using TinyChain.Tests.Runtime.Intrinsics;
using Xunit;

namespace TinyChain.Tests.Codegen;

/// <summary>
/// Code on unboxed numbers answers to the bit as the general bodies do, with as many faults.
/// </summary>
public sealed class UnboxedTests
{
    private const int Cases = 40;

    private static readonly NumberClass[] s_classes =
        [NumberClass.Bool, NumberClass.I64, NumberClass.F64, NumberClass.C64, NumberClass.F32];

    private static readonly double[] s_extremes =
        [double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.MaxValue, -0.0];

    private readonly int _seed = Environment.TickCount;
    private readonly Random _random;
    private readonly NumberSamples _samples;
    private readonly CallContext _context = OpRun.Context(new SlowVerbs());

    public UnboxedTests() => (_random, _samples) = (new(_seed), new(_seed));

    [Fact]
    public void Methods_answer_as_their_bodies()
    {
        foreach (var (method, body) in NumberBodies.All)
        {
            foreach (var left in s_classes)
            {
                var isUnary = method.Key != KeyRule.Operand;
                foreach (var right in isUnary ? [left] : s_classes)
                {
                    var key = isUnary ? "" : """{"$b": []}""";
                    Compare(
                        $$"""{"$a/{{method.Name}}": [{{key}}]}""", left, right,
                        (a, b) => body(a, isUnary ? State.None : b));
                }
            }
        }
    }

    [Fact]
    public void Casts_answer_as_casting_does()
    {
        foreach (var target in NumberSamples.Leaves.Append(NumberClass.Number))
        {
            foreach (var source in s_classes)
            {
                Compare(
                    $$"""{"{{target.Path}}": [{"$a": []}]}""", source, source,
                    (a, _) => Casting.Cast(target, a));
            }
        }
    }

    private void Compare(
        string json, NumberClass left, NumberClass right, Func<State, State, State> body)
    {
        var code = Compile(json, left, right, out var inputs);
        for (var i = 0; i < Cases; i++)
        {
            var given = new[] { Number(left), Number(right) };
            var expected = body(given[0], given[1]);
            var frame = _context.Rent();
            var ordered = inputs.Select(name => given[name.Text == "a" ? 0 : 1]).ToArray();
            var actual = code(frame, ref ordered[0]);
            _context.Return(frame);
            Assert.True(
                Show(expected) == Show(actual),
                $"seed {_seed}: {json}: {Show(given[0])}, {Show(given[1])} gave "
                    + $"{Show(actual)}, not {Show(expected)}");
        }
    }

    private static OpBody Compile(
        string json, NumberClass left, NumberClass right, out ImmutableArray<Id> inputs)
    {
        var parsed = OpParser.ParseOp(Encoding.UTF8.GetBytes(
            $$"""{"/state/scalar/op/post": [["r", {{json}}]]}"""));
        inputs = OpCompiler.Plan(parsed.Product!, null, new DiagnosticBag())!.Inputs;
        var types = inputs.Select(name => StateType.Of(name.Text == "a" ? left : right));
        var plan = OpCompiler.Plan(parsed.Product!, [.. types], new DiagnosticBag());
        return OpCompiler.Emit(plan!, null).Body!;
    }

    private State Number(NumberClass leaf) => _random.Next(8) switch
    {
        0 when leaf == NumberClass.F64 => State.Of(Extreme()),
        0 when leaf == NumberClass.C64 => State.Complex(Extreme(), Extreme()),
        1 when leaf == NumberClass.I64 => State.Of(long.MinValue),
        _ => _samples.Number(leaf),
    };

    private double Extreme() => s_extremes[_random.Next(s_extremes.Length)];

    private static string Show(State state) =>
        state.As<Fault>() is { } fault ? fault.Kind.ToString() : StateDump.Of(state);
}
