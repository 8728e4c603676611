using System.Reflection;
using System.Reflection.Emit;
using TinyChain.Ir.Values;

namespace TinyChain.Codegen.Emit;

/// <summary>A body as instructions: what sinks replay and the listing prints.</summary>
internal sealed class IlBody(IlBody? caller = null)
{
    private readonly List<IlInstruction> _instructions = [];
    private readonly List<IlLocal> _locals = [];
    private readonly List<State> _literals = caller?._literals ?? [];
    private readonly List<(int Position, Func<string> Text)> _comments = [];
    private ILookup<int, Func<string>>? _commentsAt;

    internal IReadOnlyList<IlInstruction> Instructions => _instructions;

    internal IReadOnlyList<IlLocal> Locals => _locals;

    /// <summary>The constants that IL can't hold; Frame.Literal finds them by index.</summary>
    internal IReadOnlyList<State> Literals => _literals;

    /// <summary>What the body and its functions call without routing; the body's own.</summary>
    internal IReadOnlyList<IlFunction> Functions { get; init; } = caller?.Functions ?? [];

    /// <summary>A function that fails says so to the body alone, which then runs again.</summary>
    internal bool IsQuiet { get; init; } = caller is { IsQuiet: true };

    internal IlLocal NewLocal(Type type, string name)
    {
        var local = new IlLocal(_locals.Count, type, name);
        _locals.Add(local);
        return local;
    }

    internal int Literal(State value)
    {
        _literals.Add(value);
        return _literals.Count - 1;
    }

    internal void Emit(OpCode code) => _instructions.Add(new(code, null));

    internal void Emit(OpCode code, int operand) => _instructions.Add(new(code, operand));

    internal void Emit(OpCode code, long operand) => _instructions.Add(new(code, operand));

    internal void Emit(OpCode code, double operand) => _instructions.Add(new(code, operand));

    internal void Emit(OpCode code, string operand) => _instructions.Add(new(code, operand));

    internal void Emit(OpCode code, IlLocal local) => _instructions.Add(new(code, local));

    internal void Emit(OpCode code, IlLabel label) => _instructions.Add(new(code, label));

    internal void Switch(IlLabel[] labels) => _instructions.Add(new(OpCodes.Switch, labels));

    internal void NewArray(Type type) => _instructions.Add(new(OpCodes.Newarr, type));

    internal void LoadElement(Type type) => _instructions.Add(new(OpCodes.Ldelem, type));

    internal void LoadElementAddress(Type type) =>
        _instructions.Add(new(OpCodes.Ldelema, type));

    internal void LoadObject(Type type) => _instructions.Add(new(OpCodes.Ldobj, type));

    internal void LoadField(FieldInfo field) => _instructions.Add(
        new(field.IsStatic ? OpCodes.Ldsfld : OpCodes.Ldfld, field));

    internal void StoreElement(Type type) => _instructions.Add(new(OpCodes.Stelem, type));

    internal void Call(MethodInfo method) => _instructions.Add(new(
        method.IsStatic || method.DeclaringType!.IsValueType ? OpCodes.Call : OpCodes.Callvirt,
        method));

    internal void Call(IlFunction function) =>
        _instructions.Add(new(OpCodes.Call, function));

    internal void Region(IlRegion region) => _instructions.Add(new(OpCodes.Nop, region));

    internal void Mark(IlLabel label) => label.Position = _instructions.Count;

    /// <summary>
    /// Says what follows is for; shown in the listing. Made only there: of most bodies nobody asks
    /// for one, and the text would cost more than the code.
    /// </summary>
    internal void Comment(Func<string> text) => _comments.Add((_instructions.Count, text));

    internal IReadOnlyList<string> CommentsAt(int position)
    {
        _commentsAt ??= _comments.ToLookup(c => c.Position, c => c.Text);
        return [.. _commentsAt[position].Select(text => text())];
    }
}
