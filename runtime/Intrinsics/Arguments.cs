using System.Diagnostics.CodeAnalysis;
using TinyChain.Ir.Printing;
using TinyChain.Ir.Types;
using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Intrinsics;

/// <summary>What bodies ask of their arguments, and how they complain.</summary>
internal static class Arguments
{
    /// <summary>The fault of an argument that is no value, or null where it is one.</summary>
    public static Fault? NoValue(string method, State argument) =>
        ValueEquality.IsValue(argument) ? null
            : Fault.BadRequest($"{method} takes a value, and {Show(argument)} is none");

    /// <summary>The fault of an argument of the wrong class.</summary>
    public static State Wrong(string method, string wanted, State argument) =>
        State.Of(Fault.BadRequest($"{method} takes {wanted}, not {Show(argument)}"));

    /// <summary>
    /// A whole number: an integer, a float or numeric text, its fraction cut off, or a tuple of
    /// just one of those (spec/language.md 5.4, 6.6).
    /// </summary>
    public static bool TryWhole(State argument, out Int128 whole)
    {
        whole = 0;
        var number = argument.IsNumber ? argument : Casting.ToNumber(argument);
        if (number.IsFault || number.Class.Is(NumberClass.Complex)) return false;
        if (!number.Class.Is(NumberClass.Float))
        {
            whole = number.Is(NumberClass.U64) ? (ulong)number.Bits : number.Bits;
            return true;
        }

        var real = number.Is(NumberClass.F32) ? number.AsF32 : number.AsF64;
        if (Math.Abs(real) > long.MaxValue || double.IsNaN(real)) return false;
        whole = (Int128)Math.Truncate(real);
        return true;
    }

    /// <summary>
    /// A name: an Id, or a string, an integer, a bool or a version whose text is one (1.1).
    /// `problem` says why it is none.
    /// </summary>
    public static bool TryName(
        State argument, [NotNullWhen(true)] out Id? name, [NotNullWhen(false)] out string? problem)
    {
        name = argument.As<Id>();
        problem = null;
        if (name is not null) return true;
        var isName = argument.As<string>() is not null || argument.As<VersionId>() is not null
            || (argument.IsNumber && !argument.Class.Is(NumberClass.Float)
                && !argument.Class.Is(NumberClass.Complex));
        if (isName) return Id.TryParse(ValueText.Of(argument)!, out name, out problem);
        problem = $"an Id, a string, an integer or a version names an entry, not {Show(argument)}";
        return false;
    }

    /// <summary>
    /// An argument as messages show it: its text where that is short, or its class.
    /// </summary>
    public static string Show(State argument) => ValueText.Of(argument) is { Length: <= 40 } text
        ? $"'{text}' ({ClassText.Of(argument.Class)})" : argument.Class.Path;
}
