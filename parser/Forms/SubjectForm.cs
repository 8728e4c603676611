using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;
using TinyChain.Parser.Syntax;

namespace TinyChain.Parser.Forms;

/// <summary>
/// `{"subject": payload}` (spec/language.md 2.5 with J11, J12): `[key]` is GET, `[key, value]` PUT,
/// a map POST, none-like the name itself or a GET without a key, a bare value GET with that key.
/// </summary>
internal static class SubjectForm
{
    public static Term Parse(Scope scope, Call call)
    {
        var inner = scope.InScalar();
        if (JsonForm.IsNone(call.Payload)) return ParseNone(inner, call);
        return call.Payload.Kind switch
        {
            SyntaxKind.Array => ParseList(scope, call),
            SyntaxKind.Object when !ObjectForm.HasSubject(call.Payload) =>
                Post(inner, call, MapForm.Parse(inner, call.Payload)),
            SyntaxKind.Object or SyntaxKind.Name or SyntaxKind.String or SyntaxKind.Number
                or SyntaxKind.True or SyntaxKind.False or SyntaxKind.Null =>
                Bare(scope, call, JsonForm.Parse(inner, call.Payload)),
        };
    }

    /// <summary>A map is parameters, anything else a key (J12).</summary>
    public static Term Bare(Scope scope, Call call, Term term) =>
        term.IsMap ? Post(scope, call, term) : Get(scope, call, term);

    public static Term Get(Scope scope, Call call, Term key) =>
        key.IsBad ? key
        : Term.Of(new GetRef(scope.Next(call.Span), call.Subject, scope.Node(key)));

    public static Term Put(Scope scope, Call call, Term key, Term value)
    {
        if (key.IsBad || value.IsBad) return Term.Bad;
        // A mutable object cannot live inside a scalar: 2.5.
        if (!scope.IsState && IsMutable(call.Subject))
            return scope.Errors.MutableInScalar(call.Span, call.Subject.ToString());
        var info = scope.Next(call.Span);
        return Term.Of(new PutRef(info, call.Subject, scope.Node(key), scope.Node(value)));
    }

    public static Term Post(Scope scope, Call call, Term parameters) =>
        parameters.IsBad ? parameters
        : Term.Of(new PostRef(scope.Next(call.Span), call.Subject, scope.Node(parameters)));

    /// <summary>The short form, or the explicit one where the short one would be misread.</summary>
    public static void Write(FormWriter writer, OpRef node)
    {
        if (IsExplicit(node))
        {
            OpRefForm.Write(writer, node);
            return;
        }

        writer.Json.WriteStartObject();
        writer.Name(node.Subject.ToString());
        if (node is PostRef post) MapForm.WriteMembers(writer, post.Parameters);
        else writer.List(node.Children);
        writer.Json.WriteEndObject();
    }

    private static Term ParseNone(Scope scope, Call call)
    {
        if (call.Subject is IdSubject { Path.IsEmpty: true } subject)
            return Term.Of(new IdRef(scope.Next(call.Span), subject.Name));
        return Get(scope, call, Term.Of(State.None, call.Payload.Span));
    }

    private static Term ParseList(Scope scope, Call call)
    {
        var payload = call.Payload;
        if (payload.Count > 2) return scope.Errors.TooManyArguments(payload.Span);
        var inner = scope.InScalar();
        var key = JsonForm.Parse(inner, payload.First);
        if (payload.Count == 1) return Get(inner, call, key);
        return Put(scope, call, key, JsonForm.Parse(inner, payload.Item(1)));
    }

    private static bool IsMutable(Subject subject) =>
        subject is LinkSubject { Link: var link }
        && (SubjectText.IsUnder(link, "state", "chain")
            || SubjectText.IsUnder(link, "state", "collection"));

    private static bool IsExplicit(OpRef node)
    {
        if (node is DeleteRef) return true;
        if (node is PostRef { Parameters: LiteralNode { Value: var map } }
            && map.As<MapState>() is { Count: 0 }) return true;
        if (node.Subject is not LinkSubject { Link: { Host: null } link }) return false;
        var target = StateClass.Find(link.ToString());
        if (target is null || FormTable.Find(target) is null) return false;
        // A value class over literals reads as a constructor, over references as a call; `[…]`
        // below a container's class is a call too, in an op.
        if (ValueClassForm.IsFor(target)) return node.Children.All(c => c is LiteralNode);
        return node is not GetRef
            || !(ContainerForm.IsCallByList(target) || CollectionForm.IsMutable(target));
    }
}
