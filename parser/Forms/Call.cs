using TinyChain.Ir.Diagnostics;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;
using TinyChain.Parser.Syntax;

namespace TinyChain.Parser.Forms;

/// <summary>
/// An object of one member whose name is a subject: `{"subject": payload}`. `Class` is the native
/// class that the subject names, if it names one.
/// </summary>
internal sealed record Call(
    TextSpan Span, Subject Subject, StateClass? Class, SyntaxValue Payload)
{
    /// <summary>The class, for a form that the class selected.</summary>
    public StateClass Target => Class ?? StateClass.Any;
}
