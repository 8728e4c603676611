using System.Reflection;
using TinyChain.Ir.Intrinsics;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Execution;
using TinyChain.Runtime.Intrinsics;

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
    internal static readonly MethodInfo OfItems = Method<State>(nameof(State.OfItems));
    internal static readonly MethodInfo AsItems = Property<State>(nameof(State.AsItems));
    internal static readonly MethodInfo IsFault = Property<State>(nameof(State.IsFault));

    internal static readonly MethodInfo Tuple = ((Func<State[], State>)PlanBodies.Tuple).Method;
    internal static readonly MethodInfo Pack =
        ((Func<State[], long, State>)PlanBodies.Pack).Method;
    internal static readonly MethodInfo Map = ((Func<State, State[], State>)PlanBodies.Map).Method;

    /// <summary>An intrinsic's general body: a static method of receiver and argument.</summary>
    internal static MethodInfo BodyOf(Intrinsic intrinsic) =>
        (PlanBodies.Find(intrinsic) ?? IntrinsicBodies.Of(intrinsic)).Method;

    private static MethodInfo Method<T>(string name) => typeof(T).GetMethod(name)!;

    private static MethodInfo Property<T>(string name) => typeof(T).GetProperty(name)!.GetMethod!;

    private static FieldInfo Field(string name) => typeof(NumberClass).GetField(name)!;

    private static MethodInfo StateOf(Type type) =>
        typeof(State).GetMethod(nameof(State.Of), [type])!;
}
