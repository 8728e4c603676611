using TinyChain.Ir.Ops;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;

namespace TinyChain.Ir.Checking;

/// <summary>
/// What a call gives to an op, as types or as the registers that hold it (spec/language.md 3.7).
/// </summary>
public sealed record CallArguments<T>(
    T? Key, T? Value, Func<Id, T?> Parameter, Func<Id, T?> Captured)
    where T : class
{
    /// <summary>What an input of the op is bound to; null where nobody gave it.</summary>
    public T? this[OpDef op, Id input] =>
        input.Text == IdRef.Self ? Captured(input)
        : input.Equals(op.KeyName) ? Key
        : input.Equals(op.ValueName) ? Value
        : Parameter(input) ?? Captured(input);
}
