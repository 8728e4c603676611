using TinyChain.Ir.Checking;
using TinyChain.Ir.Planning.Steps;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;

namespace TinyChain.Ir.Planning.Lowering;

/// <summary>
/// A verb on a subject: a call of an intrinsic where the classes tell which, a fault for
/// `/error/…` with a constant message, else an effect.
/// </summary>
internal static class OpRefLowering
{
    internal static void Write(Planner plan, OpRef reference, Cell to)
    {
        if (ConstantErrors.Find(reference) is { } fault) plan.Out.Emit(new FailStep(fault));
        else if (Methods.Find(plan.Typed, reference) is { } call)
            MethodLowering.Write(plan, (IdSubject)reference.Subject, call, (Register)to);
        else if (Casts.OfNumber(plan.Typed, reference) is { } target)
            CastLowering.Write(plan, target, (GetRef)reference, (Register)to);
        else if (Entries.Find(plan.Typed, reference) is { } path)
            Cells.Move(plan.Out, to, plan.CellOf((IdSubject)reference.Subject, path));
        else if (plan.Typed.FunctionOf(reference) is { } function)
            InvokeLowering.Write(plan, function, reference, (Register)to);
        else if (plan.Typed.CallOf(reference) is { } callee)
            InlineLowering.Write(plan, callee, Arguments(plan, reference), to);
        else if (plan.Typed.ListOf(reference) is not null)
            ListLowering.Write(plan, (PostRef)reference, to);
        else WriteEffect(plan, reference, (Register)to);
    }

    /// <summary>What a call that is written in place gives to its op.</summary>
    private static CallArguments<Cell> Arguments(Planner plan, OpRef reference)
    {
        var subject = (IdSubject)reference.Subject;
        var callee = (RecordCell)plan.CellOf(subject, SubjectPath.Of(plan.Typed, subject));
        var key = reference is GetRef get ? plan.Operand(get.Key) : null;
        var given = reference is PostRef post ? plan.Operand(post.Parameters) as RecordCell : null;
        return new(key, null, name => given?.Field(name), callee.Field);
    }

    private static void WriteEffect(Planner plan, OpRef reference, Register to)
    {
        var (subject, path) = Subject(plan, reference.Subject);
        var scope = reference switch
        {
            { Subject: LinkSubject link } => EffectScope.Of(link.Link, reference is GetRef),
            GetRef { Subject: IdSubject { IsSelf: true } } => EffectScope.SomeRead,
            _ => EffectScope.Anything,
        };
        var (kind, key, value) = reference switch
        {
            GetRef get => (EffectKind.Get, get.Key, null),
            PutRef put => (EffectKind.Put, put.Key, put.Value),
            PostRef post => (EffectKind.Post, post.Parameters, null),
            DeleteRef delete => (EffectKind.Delete, delete.Key, (Node?)null),
            _ => throw new InvalidOperationException("four verbs"),
        };
        var operands = (plan.StateOperand(key), value is null ? null : plan.StateOperand(value));
        Effects.Write(plan, kind, (subject, path, scope), operands, to);
    }

    private static (Register Subject, Link? Path) Subject(Planner plan, Subject subject) =>
        subject switch
        {
            IdSubject { IsSelf: true } self => (plan.Self(), PathOf(self)),
            IdSubject id =>
                (Cells.WholeState(plan.Out, plan.CellOf(id.Name)), PathOf(id)),
            LinkSubject link => (plan.Out.Literal(State.Of(new ClusterRef(link.Link))), null),
            _ => throw new InvalidOperationException("two kinds of subject"),
        };

    private static Link? PathOf(IdSubject subject) =>
        subject.Path.IsEmpty ? null : Link.Of(subject.Path.AsSpan());
}
