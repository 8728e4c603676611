using TinyChain.Ir.Ops;
using TinyChain.Ir.Refs;

namespace TinyChain.Ir.Checking;

/// <summary>
/// Which nodes are conditional (spec/language.md 3.1): their resolution may be a reference again,
/// so they may not select a branch, nor be what `after` waits for, nor a loop's state.
/// </summary>
public static class Conditional
{
    public static bool Is(Node node) => node switch
    {
        IfRef or CaseRef or CondRef => true,
        AfterRef after => Is(after.Then),
        WhileRef loop => Is(loop.Step),
        OpRef or TupleNode or MapNode or ClosureNode or ClassNode or InstanceNode =>
            node.Children.Any(Is),
        _ => false,
    };
}
