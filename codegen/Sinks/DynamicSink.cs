using System.Reflection;
using System.Reflection.Emit;
using TinyChain.Codegen.Emit;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Execution;

namespace TinyChain.Codegen.Sinks;

/// <summary>
/// A body as a DynamicMethod bound to its op's constants: collectible, and cheap to make.
/// </summary>
internal static class DynamicSink
{
    private static readonly Type[] s_parameters =
        [typeof(OpConstants), typeof(Frame), typeof(State).MakeByRefType()];

    internal static OpBody Build(string name, IlBody body, OpConstants constants)
    {
        var method = new DynamicMethod(
            name, typeof(State), s_parameters, typeof(Frame).Module, skipVisibility: true);
        Replay(body, method.GetILGenerator());
        return method.CreateDelegate<OpBody>(constants);
    }

    private static void Replay(IlBody body, ILGenerator il)
    {
        foreach (var local in body.Locals) il.DeclareLocal(local.Type);
        var labels = new Dictionary<IlLabel, Label>();
        var marks = new Dictionary<int, List<Label>>();
        foreach (var label in body.Instructions.SelectMany(Targets).Distinct())
        {
            var defined = labels[label] = il.DefineLabel();
            if (!marks.TryGetValue(label.Position, out var here)) marks[label.Position] = here = [];
            here.Add(defined);
        }

        for (var i = 0; i < body.Instructions.Count; i++)
        {
            foreach (var label in marks.GetValueOrDefault(i) ?? []) il.MarkLabel(label);
            Replay(body.Instructions[i], il, labels);
        }
    }

    private static void Replay(
        IlInstruction instruction, ILGenerator il, Dictionary<IlLabel, Label> labels)
    {
        var code = instruction.OpCode;
        switch (instruction.Operand)
        {
            case null:
                il.Emit(code);
                break;
            case int number:
                il.Emit(code, number);
                break;
            case long number:
                il.Emit(code, number);
                break;
            case double number:
                il.Emit(code, number);
                break;
            case string text:
                il.Emit(code, text);
                break;
            case IlRegion.Try:
                il.BeginExceptionBlock();
                break;
            case IlRegion.Catch:
                il.BeginCatchBlock(typeof(OverflowException));
                break;
            case IlRegion.End:
                il.EndExceptionBlock();
                break;
            case IlLocal local:
                il.Emit(code, (short)local.Index);
                break;
            case IlLabel label:
                il.Emit(code, labels[label]);
                break;
            case IlLabel[] many:
                il.Emit(code, [.. many.Select(l => labels[l])]);
                break;
            case FieldInfo field:
                il.Emit(code, field);
                break;
            case MethodInfo method:
                il.Emit(code, method);
                break;
            case Type type:
                il.Emit(code, type);
                break;
        }
    }

    private static IEnumerable<IlLabel> Targets(IlInstruction instruction) =>
        instruction.Operand switch
        {
            IlLabel label => [label],
            IlLabel[] many => many,
            _ => [],
        };
}
