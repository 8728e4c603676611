using TinyChain.Ir;
using TinyChain.Ir.Ops;
using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Execution;

/// <summary>
/// Looks for what a class inherits (O3 of spec/language.md): follows the links of its parents, each
/// a GET in the caller's transaction, up to one that is native or installed nowhere.
/// </summary>
internal static class ClassTree
{
    /// <summary>
    /// The attribute of the class or of the nearest parent that has one under the name: a state, a
    /// fault, or unset where there is none.
    /// </summary>
    internal static async ValueTask<State> Find(CallContext context, ClassDef definition, Id name)
    {
        HashSet<Link>? seen = null;
        for (var at = definition; ;)
        {
            if (at.Prototype.TryGet(name.Text, out var attribute)) return attribute;
            if (!IsUserClass(at.Parent)) return State.Unset;
            seen ??= [];
            if (!seen.Add(at.Parent)) return Circular(at.Parent);
            var parent = await Fetch(context, at.Parent, seen.Count).ConfigureAwait(false);
            if (parent.As<ClassDef>() is not { } next) return parent;
            at = next;
        }
    }

    /// <summary>`/class` alone stands for no parent, as does anything under `/state`.</summary>
    private static bool IsUserClass(Link link) => link.Path is [{ Text: not "state" }, _, ..];

    /// <summary>The class at a link, a fault, or unset where nothing is there.</summary>
    private static async ValueTask<State> Fetch(CallContext context, Link link, int count)
    {
        if (count > Limits.ParentClasses)
            return State.Of(Fault.Limit("parents of a class", Limits.ParentClasses));
        if (CallGuard.Refuse(context) is { } refusal) return State.Of(refusal);
        var found = await context.Machinery.Verbs.Get(context, link, State.None)
            .ConfigureAwait(false);
        if (found.As<Fault>() is { } fault)
            return fault.Kind == FaultKind.NotFound ? State.Unset : found;
        return ClassDef.From(found) is { } definition
            ? State.Of(definition)
            : State.Of(Fault.BadRequest(
                $"{link} is named as the parent of a class, and holds {found.Class} instead"));
    }

    private static State Circular(Link link) => State.Of(Fault.BadRequest(
        $"{link} is a parent of itself: break the circle of classes"));
}
