using System.Collections.Frozen;
using TinyChain.Ir.Values;

namespace TinyChain.Parser.Forms;

/// <summary>Parses the payload of an object that names a class.</summary>
internal delegate Term ParseForm(Scope scope, Call call);

/// <summary>
/// Every class whose name in an object makes a constructor: all forms, in one list.
/// </summary>
internal static class FormTable
{
    private static readonly FrozenDictionary<StateClass, ParseForm> s_forms =
        new Dictionary<StateClass, ParseForm>
        {
            [StateClass.Map] = ContainerForm.ParseMap,
            [StateClass.Tuple] = ContainerForm.ParseTuple,
            [StateClass.Closure] = ClosureForm.Parse,
            [StateClass.Class] = ClassForm.Parse,
            [StateClass.Instance] = InstanceForm.Parse,
            [StateClass.BTree] = CollectionForm.Parse,
            [StateClass.Table] = CollectionForm.Parse,
            [StateClass.ChainSync] = ChainForm.ParseSync,
            [StateClass.ChainBlock] = ChainForm.ParseBlock,
            [StateClass.ScalarMap] = ScalarMapForm.Parse,
            [StateClass.ScalarTuple] = ScalarTupleForm.Parse,
            [StateClass.Range] = RangeForm.Parse,
            [StateClass.Cluster] = ClusterForm.Parse,
            [StateClass.OpGet] = OpDefForm.Parse,
            [StateClass.OpPut] = OpDefForm.Parse,
            [StateClass.OpPost] = OpDefForm.Parse,
            [StateClass.OpDelete] = OpDefForm.Parse,
            [StateClass.RefId] = IdRefForm.Parse,
            [StateClass.RefIf] = IfForm.Parse,
            [StateClass.RefCond] = CondForm.Parse,
            [StateClass.RefForEach] = ForEachForm.Parse,
            [StateClass.RefCase] = CaseForm.Parse,
            [StateClass.RefWhile] = WhileForm.Parse,
            [StateClass.RefAfter] = AfterForm.Parse,
            [StateClass.RefWith] = WithForm.Parse,
            [StateClass.RefGet] = OpRefForm.ParseGet,
            [StateClass.RefPut] = OpRefForm.ParsePut,
            [StateClass.RefPost] = OpRefForm.ParsePost,
            [StateClass.RefDelete] = OpRefForm.ParseDelete,
        }.ToFrozenDictionary();

    /// <summary>The class's form; null when its path is but a link.</summary>
    public static ParseForm? Find(StateClass target) =>
        s_forms.GetValueOrDefault(target)
        ?? (ValueClassForm.IsFor(target) ? ValueClassForm.Parse : null);
}
