using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using TinyChain.Codegen.Emit;
using TinyChain.Ir.Diagnostics;
using TinyChain.Ir.Planning;
using TinyChain.Ir.Planning.Steps;
using TinyChain.Ir.Printing;
using TinyChain.Ir.Values;

namespace TinyChain.Codegen.Sinks;

/// <summary>
/// A plan as a C# method, for people to read and step through: each step a comment, and below it
/// what it does. Jumps are gotos, as in the plan. What a user wrote stands in comments and, spelled
/// anew, in names; never as code.
/// </summary>
internal sealed class CSharpBody
{
    private readonly OpPlan _plan;
    private readonly string[] _names;
    private readonly StringBuilder _text = new();
    private readonly List<State> _literals;
    private readonly SortedSet<string> _namespaces = new(StringComparer.Ordinal);
    private int _waits;

    private readonly string _method;

    private CSharpBody(string method, OpPlan plan, List<State> literals)
    {
        (_method, _plan, _names) = (method, plan, CSharpNames.Of(plan));
        _literals = literals;
    }

    private bool IsFunction => _plan.ResultKind is not null;

    /// <summary>The constants that C# can't spell; OpConstants.Literals of the method.</summary>
    internal ImmutableArray<State> Literals => [.. _literals];

    /// <summary>Where the bodies of intrinsics stand that it calls.</summary>
    internal IEnumerable<string> Namespaces => _namespaces;

    /// <summary>The variable of a register.</summary>
    internal string this[Register register] => _names[register.Index];

    /// <summary>A method, and one more for each of the plan's functions.</summary>
    internal static CSharpBody Write(string method, OpPlan plan)
    {
        var body = new CSharpBody(method, plan, []);
        body.Comment(OpCompiler.Title(plan), "");
        body._text.Append("public static State ").Append(method)
            .Append("(OpConstants op, Frame frame, ref State arguments)\n{\n");
        body.WriteVariables();
        body.WriteResume();
        body.WriteSteps();
        for (var i = 0; i < plan.Functions.Length; i++) body.WriteFunction(i);
        return body;
    }

    private void WriteFunction(int index)
    {
        var function = _plan.Functions[index];
        var body = new CSharpBody(_method, function, _literals);
        var parameters = function.Parameters.Select(
            p => $", {TypeOf(p.Kind)} given{p.Index}");
        body.EmptyLine();
        body.Comment(OpCompiler.Title(function), "");
        body._text.Append(CultureInfo.InvariantCulture, $"private static {TypeOf(
            function.ResultKind!.Value)} {_method}_{index}(Frame frame, long room")
            .AppendJoin("", parameters).Append(")\n{\n");
        body.WriteVariables();
        body.Line("var op = frame.Unit;");
        foreach (var p in function.Parameters) body.Line($"{body[p]} = given{p.Index};");
        body.Line($"if (!frame.TryTake(Frame.FunctionFuel) || !frame.MayBegin(room))");
        body.Line("    return default;");
        body.WriteSteps();
        _namespaces.UnionWith(body._namespaces);
        _text.Append(body._text);
    }

    private void WriteSteps()
    {
        var targets = _plan.Steps.SelectMany(s => s.Targets).Select(l => l.Position).ToHashSet();
        for (var i = 0; i < _plan.Steps.Length; i++)
        {
            if (targets.Contains(i)) Label($"step{i}");
            Comment($"{i}  {PlanPrinter.Line(_plan, _plan.Steps[i])}", "    ");
            Write(_plan.Steps[i]);
        }

        WriteSuspend();
        _text.Append("}\n");
    }

    public override string ToString() => _text.ToString();

    internal void Line(string code) => _text.Append("    ").Append(code).Append('\n');

    private void EmptyLine() => _text.Append('\n');

    internal void Set(Step step, string value) => Line($"{this[step.Destination!]} = {value};");

    /// <summary>What ends the method with a fault.</summary>
    internal string Exit(string fault) => IsFunction
        ? $"{{ frame.Fail({fault}); return default; }}" : $"return {fault};";

    /// <summary>What ends the method with a constant fault.</summary>
    internal string Fail(Fault fault, Step step) =>
        Exit($"op.Blame({Literal(State.Of(fault))}, {step.Place})");

    private void Write(Step step)
    {
        switch (step)
        {
            case ArgStep s: WriteArg(s); break;
            case GuardStep s: WriteGuard($"op.Admits(ref arguments, {s.Input})"); break;
            case EntriesStep s:
                Set(s, $"op.Entries(ref arguments, {s.Input})");
                WriteGuard($"{this[s.To]} is not null");
                break;
            case EntryStep s: WriteEntry(s); break;
            case LiteralStep s: Set(s, Constant(s)); break;
            case MoveStep s: WriteMove(s); break;
            case CallStep { Operands: RegisterKind.State } s: WriteCall(s); break;
            case CallStep s: CSharpNumbers.Write(this, s); break;
            case TupleStep s: SetChecked(s, $"PlanBodies.Tuple({Items(s)})"); break;
            case MapStep s: SetChecked(s, $"PlanBodies.Map({Shape(s)}, {Items(s)})"); break;
            case ItemsStep s: Set(s, $"{this[s.From]}.AsItems"); break;
            case NextItemStep s: WriteNext(s); break;
            case NewItemsStep s: Set(s, $"new State[{this[s.Like]}.Length]"); break;
            case AppendStep s: Line($"{this[s.Items]}[{this[s.Index]}++] = {this[s.From]};"); break;
            case PackStep s:
                SetChecked(s, $"PlanBodies.Pack({this[s.Items]}, {this[s.Count]})");
                break;
            case BeginStep s: WriteBegin(s); break;
            case WaitStep s: WriteWait(s); break;
            case BranchStep s: Line($"if (!{this[s.Condition]}) {Goto(s.Otherwise)}"); break;
            case JumpStep s: Line(Goto(s.Target)); break;
            case SwitchStep s: WriteSwitch(s); break;
            case ChargeStep s when !_plan.MayEnd(s):
                Line($"frame.{(IsFunction ? "Left" : "Fuel")} -= {s.Units};");
                break;
            case ChargeStep s: WriteCharge($"{s.Units}", s); break;
            case WeighStep s: WriteWeigh(s); break;
            case FillStep s: WriteFill(s); break;
            case FailStep s: Line(Fail(s.Fault, s)); break;
            case ReturnStep s:
                Line($"return {(IsFunction ? this[s.From] : Boxed(s.From))};");
                break;
            case InvokeStep s: WriteInvoke(s); break;
            default: throw new BugException($"{step} has no C#");
        }
    }

    private void WriteInvoke(InvokeStep call)
    {
        if (!IsFunction) Line("frame.Lend(op);");
        var operands = call.Arguments.Select(a => this[a])
            .Prepend(IsFunction ? "room - 1" : "frame.Room").Prepend("frame");
        Set(call, $"{_method}_{call.Function}({string.Join(", ", operands)})");
        if (!IsFunction) Line("frame.Settle();");
        Line($"if (frame.IsFailed) {Exit($"op.Blame(frame.TakeFailure(), {call.Place})")}");
    }

    private void WriteArg(ArgStep arg)
    {
        var given = arg.Input == 0 ? "arguments" : $"Unsafe.Add(ref arguments, {arg.Input})";
        if (arg.To.Kind == RegisterKind.State)
        {
            Set(arg, given);
            Line($"if ({this[arg.To]}.IsUnset)");
            Line($"    {Exit($"op.Blame(op.Missing(ref arguments, {arg.Input}), {arg.Place})")}");
            return;
        }

        WriteGuard(IsOf(given, arg.To.Kind));
        Set(arg, Unboxed(given, arg.To.Kind));
    }

    private void WriteEntry(EntryStep entry)
    {
        var given = $"{this[entry.Entries]}[{entry.Index}]";
        if (entry.To.Kind != RegisterKind.State)
            WriteGuard(IsOf(given, entry.To.Kind));
        Set(entry, Unboxed(given, entry.To.Kind));
    }

    private static string IsOf(string state, RegisterKind kind) =>
        kind == RegisterKind.C64 ? $"{state}.IsC64" : $"{state}.Is(NumberClass.{kind})";

    private void WriteGuard(string condition) =>
        Line($"if (!({condition})) return op.Divert(frame, ref arguments);");

    private void WriteMove(MoveStep move)
    {
        if (move.To.Kind == RegisterKind.State) Set(move, Boxed(move.From));
        else if (move.From.Kind == RegisterKind.State)
            Set(move, Unboxed(this[move.From], move.To.Kind));
        else if (move.From.Kind == RegisterKind.Bool && move.To.Kind != RegisterKind.Bool)
            Set(move, $"{this[move.From]} ? 1 : 0");
        else Set(move, this[move.From]);
    }

    private void WriteCall(CallStep call) => SetChecked(call, CallOf(call));

    /// <summary>Calls the body on numbers, boxed: what has no C# of its own.</summary>
    internal void WriteBoxedCall(CallStep call)
    {
        Line($"whole = {CallOf(call)};");
        Line($"if (whole.IsFault) {Exit($"op.Blame(whole, {call.Place})")}");
        Set(call, Unboxed("whole", call.To.Kind));
    }

    private string CallOf(CallStep call)
    {
        var method = Seam.BodyOf(call.Method);
        _namespaces.Add(method.DeclaringType!.Namespace!);
        var argument = call.Argument is { } given ? Boxed(given) : "default";
        return $"{method.DeclaringType.Name}.{method.Name}({Boxed(call.Receiver)}, {argument})";
    }

    private void WriteWeigh(WeighStep weigh)
    {
        var weights = weigh.Weighed.Select(r => $" + {this[r]}.Weight");
        WriteCharge(
            $"(int)(1 + (({weigh.Weight}{string.Concat(weights)}) >> {WeighStep.UnitShift}))",
            weigh);
    }

    private void WriteCharge(string units, Step step)
    {
        var (takes, fault) = IsFunction
            ? ($"TryTake({units})", "frame.TakeFailure()") : ($"Charge({units})", "frame.Spent");
        Line($"if (!frame.{takes}) {Exit($"op.Blame({fault}, {step.Place})")}");
    }

    private void WriteFill(FillStep fill)
    {
        _namespaces.Add(Seam.FillMany.DeclaringType!.Namespace!);
        SetChecked(
            fill,
            $"{Seam.FillMany.DeclaringType.Name}.FillMany({Literal(fill.Parts)}, {Items(fill)})");
    }

    private void WriteNext(NextItemStep next)
    {
        Line($"if ({this[next.Index]} >= {this[next.Items]}.Length) {Goto(next.End)}");
        Set(next, Unboxed($"{this[next.Items]}[{this[next.Index]}++]", next.To.Kind));
    }

    private void WriteBegin(BeginStep begin)
    {
        var operands = new List<string> { $"{begin.Slot}", this[begin.Subject] };
        if (begin.Kind != EffectKind.Call)
            operands.Add(begin.Path is { } path ? Literal(State.Of(path)) : "default");
        operands.Add(this[begin.Operands.Key]);
        if (begin.Operands.Value is { } value) operands.Add(this[value]);
        Line($"frame.{begin.Kind}({string.Join(", ", operands)});");
    }

    private void WriteWait(WaitStep wait)
    {
        Label($"wait{++_waits}");
        Line($"if (!frame.Ready({wait.Slot}))");
        Line("{");
        Line($"    point = {_waits};");
        Line("    goto suspend;");
        Line("}");
        EmptyLine();
        SetChecked(wait, $"frame.Take({wait.Slot})");
    }

    private void WriteSwitch(SwitchStep choice)
    {
        Line($"switch ({this[choice.Selector]})");
        Line("{");
        for (var i = 1; i < choice.Cases.Length; i++)
            Line($"    case {i}: {Goto(choice.Cases[i])}");
        Line($"    default: {Goto(choice.Cases[0])}");
        Line("}");
    }

    private void WriteVariables()
    {
        foreach (var register in _plan.Registers)
            Line($"{TypeOf(register.Kind)} {this[register]} = default;");
        if (_plan.Steps.Any(s => s is CallStep { Operands: RegisterKind.I64 }))
            Line("Int128 wide = default;");
        if (_plan.Steps.Any(s => s is CallStep { Operands: not RegisterKind.State } call
            && !CSharpNumbers.HasCode(call)))
            Line("State whole = default;");
        if (!_plan.SlotPlaces.IsEmpty) Line("int point = default;");
        EmptyLine();
    }

    /// <summary>A call after a wait goes on there; see Frame.cs.</summary>
    private void WriteResume()
    {
        if (_plan.SlotPlaces.IsEmpty) return;
        Line("if (frame.Point != 0)");
        Line("{");
        foreach (var r in _plan.Registers)
            Line($"    {this[r]} = {Unboxed($"frame.Load({r.Index})", r.Kind)};");
        Line("    switch (frame.Point)");
        Line("    {");
        var waits = _plan.Steps.Count(s => s is WaitStep);
        for (var i = 1; i <= waits; i++) Line($"        case {i}: goto wait{i};");
        Line("    }");
        Line("}");
        EmptyLine();
        Line("frame.Enter(op);");
    }

    private void WriteSuspend()
    {
        if (_waits == 0) return;
        Label("suspend");
        foreach (var r in _plan.Registers) Line($"frame.Save({r.Index}, {Boxed(r)});");
        Line("frame.Suspend(point, ref arguments);");
        Line("return default;");
    }

    private void SetChecked(Step step, string value)
    {
        Set(step, value);
        var to = this[step.Destination!];
        Line($"if ({to}.IsFault) {Exit($"op.Blame({to}, {step.Place})")}");
    }

    private string Items(Step step) =>
        $"[{string.Join(", ", step.Sources.Select(source => this[source]))}]";

    private string Shape(MapStep map) =>
        Literal(State.Map(map.Keys, [.. map.Keys.Select(_ => State.None)]));

    private string Literal(State value)
    {
        _literals.Add(value);
        return $"op.Literals[{_literals.Count - 1}]";
    }

    private string Constant(LiteralStep literal)
    {
        var value = literal.Value;
        var isWhole = literal.To.Kind == RegisterKind.State;
        var number = value.Is(NumberClass.F64) ? Spell(value.AsF64)
            : value.Is(NumberClass.I64) ? $"{value.AsI64}L"
            : value.Is(NumberClass.Bool) ? (value.AsBool ? "true" : "false")
            : null;
        if (value.IsC64 && !isWhole)
        {
            var (re, im) = (value.AsC64.Real, value.AsC64.Imaginary);
            return $"new System.Numerics.Complex({Spell(re)}, {Spell(im)})";
        }

        if (number is not null) return isWhole ? $"State.Of({number})" : number;
        return value.IsNone ? "default" : Literal(value);
    }

    private static string Spell(double value) => double.IsFinite(value)
        ? string.Create(CultureInfo.InvariantCulture, $"{value:R}d")
        : $"BitConverter.Int64BitsToDouble({BitConverter.DoubleToInt64Bits(value)}L)";

    private string Boxed(Register register) =>
        register.Kind == RegisterKind.State ? this[register]
        : register.Kind == RegisterKind.Items ? $"State.OfItems({this[register]})"
        : $"State.Of({this[register]})";

    private static string Unboxed(string state, RegisterKind kind) => kind switch
    {
        RegisterKind.State => state,
        RegisterKind.Bool => $"{state}.AsBool",
        RegisterKind.I64 => $"{state}.AsI64",
        RegisterKind.F64 => $"{state}.AsF64",
        RegisterKind.C64 => $"{state}.AsC64",
        RegisterKind.Items => $"{state}.AsItems",
    };

    private static string TypeOf(RegisterKind kind) => kind switch
    {
        RegisterKind.State => "State",
        RegisterKind.Bool => "bool",
        RegisterKind.I64 => "long",
        RegisterKind.F64 => "double",
        RegisterKind.C64 => "System.Numerics.Complex",
        RegisterKind.Items => "State[]",
    };

    private static string Goto(Ir.Planning.Label target) => $"goto step{target.Position};";

    private void Label(string name) => _text.Append("  ").Append(name).Append(":\n");

    private void Comment(string text, string indent) =>
        _text.Append(indent).Append("// ").Append(text.ReplaceLineEndings(" ")).Append('\n');
}
