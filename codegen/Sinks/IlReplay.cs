using System.Reflection;
using System.Reflection.Emit;
using TinyChain.Codegen.Emit;

namespace TinyChain.Codegen.Sinks;

/// <summary>Writes a body's instructions to a generator, whichever sink it is of.</summary>
internal static class IlReplay
{
    /// <summary>
    /// Writes all of the body. `functions` are the methods made of its functions, by index.
    /// `before` is told the index of each instruction before it is written.
    /// </summary>
    internal static void Into(
        ILGenerator il, IlBody body, IReadOnlyList<MethodInfo> functions,
        Action<int>? before = null)
    {
        foreach (var local in body.Locals) il.DeclareLocal(local.Type);
        var labels = Define(il, body);
        var marks = labels.Keys.OrderBy(label => label.Position).ToArray();
        for (var (i, next) = (0, 0); i < body.Instructions.Count; i++)
        {
            for (; next < marks.Length && marks[next].Position == i; next++)
                il.MarkLabel(labels[marks[next]]);
            before?.Invoke(i);
            if (body.Instructions[i].Operand is IlFunction function)
                il.Emit(OpCodes.Call, functions[function.Index]);
            else Replay(body.Instructions[i], il, labels);
        }
    }

    /// <summary>A label for each that is some instruction's target.</summary>
    private static Dictionary<IlLabel, Label> Define(ILGenerator il, IlBody body)
    {
        var labels = new Dictionary<IlLabel, Label>();
        foreach (var instruction in body.Instructions)
        {
            if (instruction.Operand is IlLabel one)
            {
                if (!labels.ContainsKey(one)) labels.Add(one, il.DefineLabel());
                continue;
            }

            if (instruction.Operand is not IlLabel[] many) continue;
            foreach (var label in many)
            {
                if (!labels.ContainsKey(label)) labels.Add(label, il.DefineLabel());
            }
        }

        return labels;
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
}
