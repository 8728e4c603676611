using System.Reflection.Emit;

namespace TinyChain.Codegen.Emit;

/// <summary>
/// One IL instruction. The operand is null, an int, a long, a double, a string, a MethodInfo, a
/// FieldInfo, a Type, an <see cref="IlRegion"/>, an
/// <see cref="IlLocal"/>, an <see cref="IlLabel"/>, an array of labels, or an
/// <see cref="IlFunction"/> that is called.
/// </summary>
internal readonly record struct IlInstruction(OpCode OpCode, object? Operand);
