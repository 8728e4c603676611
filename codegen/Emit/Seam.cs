using System.Collections.Frozen;
using System.Numerics;
using System.Reflection;
using TinyChain.Ir.Intrinsics;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Execution;
using TinyChain.Runtime.Intrinsics;
using TinyChain.Runtime.Intrinsics.Templates;

namespace TinyChain.Codegen.Emit;

/// <summary>
/// Every member that emitted code calls: this list is the seam. Besides these a body knows the
/// static bodies of intrinsics, by <see cref="BodyOf"/>.
/// </summary>
internal static class Seam
{
    internal static readonly MethodInfo GetPoint = Property<Frame>(nameof(Frame.Point));
    internal static readonly MethodInfo Enter = Method<Frame>(nameof(Frame.Enter));
    internal static readonly MethodInfo Get = Method<Frame>(nameof(Frame.Get));
    internal static readonly MethodInfo Put = Method<Frame>(nameof(Frame.Put));
    internal static readonly MethodInfo Post = Method<Frame>(nameof(Frame.Post));
    internal static readonly MethodInfo Delete = Method<Frame>(nameof(Frame.Delete));
    internal static readonly MethodInfo Call = Method<Frame>(nameof(Frame.Call));
    internal static readonly MethodInfo Ready = Method<Frame>(nameof(Frame.Ready));
    internal static readonly MethodInfo Take = Method<Frame>(nameof(Frame.Take));
    internal static readonly MethodInfo Charge = Method<Frame>(nameof(Frame.Charge));
    internal static readonly MethodInfo GetFuel = Property<Frame>(nameof(Frame.Fuel));
    internal static readonly MethodInfo SetFuel =
        typeof(Frame).GetProperty(nameof(Frame.Fuel))!.SetMethod!;
    internal static readonly MethodInfo Refill = Method<Frame>(nameof(Frame.Refill));
    internal static readonly MethodInfo Used = Property<Frame>(nameof(Frame.Used));
    internal static readonly MethodInfo Lend = Method<Frame>(nameof(Frame.Lend));
    internal static readonly MethodInfo Settle = Method<Frame>(nameof(Frame.Settle));
    internal static readonly MethodInfo Unit = Property<Frame>(nameof(Frame.Unit));
    internal static readonly MethodInfo GetLeft = Property<Frame>(nameof(Frame.Left));
    internal static readonly MethodInfo SetLeft =
        typeof(Frame).GetProperty(nameof(Frame.Left))!.SetMethod!;
    internal static readonly MethodInfo Room = Property<Frame>(nameof(Frame.Room));
    internal static readonly MethodInfo MayBegin = Method<Frame>(nameof(Frame.MayBegin));
    internal static readonly MethodInfo MayNest = Method<Frame>(nameof(Frame.MayNest));
    internal static readonly MethodInfo Renew = Method<Frame>(nameof(Frame.Renew));
    internal static readonly MethodInfo Refuel = Method<Frame>(nameof(Frame.Refuel));
    internal static readonly MethodInfo IsFailed = Property<Frame>(nameof(Frame.IsFailed));
    internal static readonly MethodInfo FailFunction = Method<Frame>(nameof(Frame.Fail));
    internal static readonly MethodInfo TakeFailure = Method<Frame>(nameof(Frame.TakeFailure));
    internal static readonly MethodInfo Spent = Property<Frame>(nameof(Frame.Spent));
    internal static readonly MethodInfo Save = Method<Frame>(nameof(Frame.Save));
    internal static readonly MethodInfo Load = Method<Frame>(nameof(Frame.Load));
    internal static readonly MethodInfo Suspend = Method<Frame>(nameof(Frame.Suspend));
    internal static readonly MethodInfo GoOn = Method<Frame>(nameof(Frame.GoOn));

    internal static readonly MethodInfo Literals =
        Property<OpConstants>(nameof(OpConstants.Literals));
    internal static readonly MethodInfo Missing =
        Method<OpConstants>(nameof(OpConstants.Missing));
    internal static readonly MethodInfo Admits = Method<OpConstants>(nameof(OpConstants.Admits));
    internal static readonly MethodInfo Entries =
        Method<OpConstants>(nameof(OpConstants.Entries));
    internal static readonly MethodInfo Blame = Method<OpConstants>(nameof(OpConstants.Blame));
    internal static readonly MethodInfo Fail = Method<OpConstants>(nameof(OpConstants.Fail));
    internal static readonly MethodInfo Overflow =
        Method<OpConstants>(nameof(OpConstants.Overflow));
    internal static readonly MethodInfo Again = Method<OpConstants>(nameof(OpConstants.Again));
    internal static readonly MethodInfo Divert = Method<OpConstants>(nameof(OpConstants.Divert));

    internal static readonly FieldInfo Bool = Field(nameof(NumberClass.Bool));
    internal static readonly FieldInfo I64 = Field(nameof(NumberClass.I64));
    internal static readonly FieldInfo F64 = Field(nameof(NumberClass.F64));
    internal static readonly MethodInfo Is = Method<State>(nameof(State.Is));
    internal static readonly MethodInfo IsUnset = Property<State>(nameof(State.IsUnset));
    internal static readonly MethodInfo OfBool = StateOf(typeof(bool));
    internal static readonly MethodInfo OfI64 = StateOf(typeof(long));
    internal static readonly MethodInfo OfF64 = StateOf(typeof(double));
    internal static readonly MethodInfo AsBool = Property<State>(nameof(State.AsBool));
    internal static readonly MethodInfo AsI64 = Property<State>(nameof(State.AsI64));
    internal static readonly MethodInfo AsF64 = Property<State>(nameof(State.AsF64));
    internal static readonly MethodInfo OfC64 = StateOf(typeof(Complex));
    internal static readonly MethodInfo AsC64 = Property<State>(nameof(State.AsC64));
    internal static readonly MethodInfo IsC64 = Property<State>(nameof(State.IsC64));
    internal static readonly MethodInfo OfItems = Method<State>(nameof(State.OfItems));
    internal static readonly MethodInfo AsItems = Property<State>(nameof(State.AsItems));
    internal static readonly MethodInfo IsFault = Property<State>(nameof(State.IsFault));

    internal static readonly MethodInfo Tuple = ((Func<State[], State>)PlanBodies.Tuple).Method;
    internal static readonly MethodInfo Pack =
        ((Func<State[], long, State>)PlanBodies.Pack).Method;

    /// <summary>By the number of states less one: what makes an array of them.</summary>
    internal static readonly MethodInfo[] ItemArray =
    [
        ((Func<State, State[]>)ItemArrays.Of).Method,
        ((Func<State, State, State[]>)ItemArrays.Of).Method,
        ((Func<State, State, State, State[]>)ItemArrays.Of).Method,
        ((Func<State, State, State, State, State[]>)ItemArrays.Of).Method,
    ];

    internal static readonly MethodInfo PutItem =
        ((Action<State[], int, State>)PlanBodies.Put).Method;
    internal static readonly MethodInfo BoxBool = ((Func<bool, State>)PlanBodies.Box).Method;
    internal static readonly MethodInfo BoxI64 = ((Func<long, State>)PlanBodies.Box).Method;
    internal static readonly MethodInfo BoxF64 = ((Func<double, State>)PlanBodies.Box).Method;
    internal static readonly MethodInfo IsRefused =
        ((Func<State, bool>)PlanBodies.IsRefused).Method;
    internal static readonly MethodInfo Map = Method<OpConstants>(nameof(OpConstants.Map));

    internal static readonly MethodInfo FillOne =
        ((Func<State, string, State, string, State>)TemplateFill.FillOne).Method;
    internal static readonly MethodInfo FillMany =
        ((Func<State, State[], State>)TemplateFill.FillMany).Method;
    internal static readonly MethodInfo Weight = Property<State>(nameof(State.Weight));

    internal static readonly MethodInfo BitsOfFloat =
        ((Func<double, long>)BitConverter.DoubleToInt64Bits).Method;
    internal static readonly MethodInfo FloatOfBits =
        ((Func<long, double>)BitConverter.Int64BitsToDouble).Method;
    internal static readonly MethodInfo IsFinite =
        ((Func<double, bool>)double.IsFinite).Method;
    internal static readonly MethodInfo AbsOfI64 = ((Func<long, long>)Math.Abs).Method;
    internal static readonly MethodInfo AbsOfF64 = ((Func<double, double>)Math.Abs).Method;
    internal static readonly MethodInfo AbsOfC64 = ((Func<Complex, double>)Complex.Abs).Method;
    internal static readonly MethodInfo Round =
        ((Func<double, MidpointRounding, double>)Math.Round).Method;
    internal static readonly MethodInfo Pow = ((Func<double, double, double>)Math.Pow).Method;
    internal static readonly MethodInfo Compare =
        ((Func<long, double, int>)MixedOrder.Compare).Method;

    internal static readonly MethodInfo ComplexOf =
        ((Func<double, double, Complex>)ComplexNumbers.Of).Method;
    internal static readonly MethodInfo ComplexOfReal =
        typeof(Complex).GetMethod("op_Implicit", [typeof(double)])!;
    internal static readonly MethodInfo IsZero =
        ((Func<Complex, bool>)ComplexNumbers.IsZero).Method;
    internal static readonly MethodInfo Real = Property<Complex>(nameof(Complex.Real));
    internal static readonly MethodInfo Imaginary = Property<Complex>(nameof(Complex.Imaginary));

    /// <summary>The functions of floats, as the general bodies call them.</summary>
    internal static readonly FrozenDictionary<Intrinsic, MethodInfo> Functions =
        new Dictionary<Intrinsic, Func<double, double>>
        {
            [NumberIntrinsics.Ln] = Math.Log,
            [NumberIntrinsics.Exp] = Math.Exp,
            [NumberIntrinsics.Sin] = Math.Sin,
            [NumberIntrinsics.Cos] = Math.Cos,
            [NumberIntrinsics.Tan] = Math.Tan,
            [NumberIntrinsics.Asin] = Math.Asin,
            [NumberIntrinsics.Acos] = Math.Acos,
            [NumberIntrinsics.Atan] = Math.Atan,
            [NumberIntrinsics.Sinh] = Math.Sinh,
            [NumberIntrinsics.Cosh] = Math.Cosh,
            [NumberIntrinsics.Tanh] = Math.Tanh,
            [NumberIntrinsics.Asinh] = Math.Asinh,
            [NumberIntrinsics.Acosh] = Math.Acosh,
            [NumberIntrinsics.Atanh] = Math.Atanh,
        }.ToFrozenDictionary(f => f.Key, f => f.Value.Method);

    /// <summary>The operators of complex numbers.</summary>
    internal static readonly FrozenDictionary<Intrinsic, MethodInfo> OfComplex =
        new Dictionary<Intrinsic, string>
        {
            [NumberIntrinsics.Add] = "op_Addition",
            [NumberIntrinsics.Sub] = "op_Subtraction",
            [NumberIntrinsics.Mul] = "op_Multiply",
            [NumberIntrinsics.Div] = "op_Division",
            [NumberIntrinsics.Eq] = "op_Equality",
            [NumberIntrinsics.Ne] = "op_Inequality",
        }.ToFrozenDictionary(
            o => o.Key,
            o => typeof(Complex).GetMethod(o.Value, [typeof(Complex), typeof(Complex)])!);

    /// <summary>An intrinsic's general body: a static method of receiver and argument.</summary>
    internal static MethodInfo BodyOf(Intrinsic intrinsic) =>
        (PlanBodies.Find(intrinsic) ?? IntrinsicBodies.Of(intrinsic)).Method;

    private static MethodInfo Method<T>(string name) => typeof(T).GetMethod(name)!;

    private static MethodInfo Property<T>(string name) => typeof(T).GetProperty(name)!.GetMethod!;

    private static FieldInfo Field(string name) => typeof(NumberClass).GetField(name)!;

    private static MethodInfo StateOf(Type type) =>
        typeof(State).GetMethod(nameof(State.Of), [type])!;
}
