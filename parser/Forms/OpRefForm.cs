using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;
using TinyChain.Parser.Syntax;

namespace TinyChain.Parser.Forms;

/// <summary>
/// `{"/state/scalar/ref/op/get": [subject, key]}` and its kin for PUT, POST and DELETE: the
/// explicit spelling of a reference, and the only one of a DELETE (spec/language.md 2.6).
/// </summary>
internal static class OpRefForm
{
    public static Term ParseGet(Scope scope, Call call) =>
        TryOpen(scope, call, 2, "[subject, key]", out var opened)
            ? SubjectForm.Get(scope, opened, Argument(scope, call, 1)) : Term.Bad;

    public static Term ParsePut(Scope scope, Call call) =>
        TryOpen(scope, call, 3, "[subject, key, value]", out var opened)
            ? SubjectForm.Put(
                scope.InScalar(), opened, Argument(scope, call, 1), Argument(scope, call, 2))
            : Term.Bad;

    public static Term ParsePost(Scope scope, Call call)
    {
        if (!TryOpen(scope, call, 2, "[subject, {parameters}]", out var opened)) return Term.Bad;
        var inner = scope.InScalar();
        return SubjectForm.Post(inner, opened, MapForm.ParseArgument(inner, call.Payload.Item(1)));
    }

    public static Term ParseDelete(Scope scope, Call call)
    {
        if (!TryOpen(scope, call, 2, "[subject, key]", out var opened)) return Term.Bad;
        var key = Argument(scope, call, 1);
        if (key.IsBad) return key;
        return Term.Of(new DeleteRef(scope.Next(call.Span), opened.Subject, scope.Node(key)));
    }

    public static void Write(FormWriter writer, OpRef node)
    {
        writer.Json.WriteStartObject();
        writer.Name(ClassOf(node.Verb).Path);
        writer.Json.WriteStartArray();
        WriteSubject(writer, node.Subject);
        if (node is PostRef post) MapForm.WriteMembers(writer, post.Parameters);
        else foreach (var argument in node.Children) writer.Node(argument);
        writer.Json.WriteEndArray();
        writer.Json.WriteEndObject();
    }

    private static Term Argument(Scope scope, Call call, int index) =>
        JsonForm.Parse(scope.InScalar(), call.Payload.Item(index));

    /// <summary>Checks the payload's length and reads its subject.</summary>
    private static bool TryOpen(
        Scope scope, Call call, int count, string shape, out Call opened)
    {
        opened = call;
        var payload = call.Payload;
        if (payload.Kind != SyntaxKind.Array || payload.Count != count)
        {
            scope.Errors.WrongShape(payload.Span, call.Target, shape);
            return false;
        }

        if (ParseSubject(scope, payload.First) is not { } subject) return false;
        opened = call with { Subject = subject };
        return true;
    }

    /// <summary>`"$x/path"`, `"/path"`, or an object with such a name and no key.</summary>
    private static Subject? ParseSubject(Scope scope, SyntaxValue value)
    {
        var name = value;
        if (value.Kind == SyntaxKind.Object && value.Count == 1
            && (JsonForm.IsNone(value.FirstValue) || JsonForm.IsEmptyObject(value.FirstValue)))
            name = value.First;
        if (name.Kind is not (SyntaxKind.String or SyntaxKind.Name))
        {
            scope.Errors.NoSubject(value.Span);
            return null;
        }

        var problem = SubjectText.Parse(name.Text(), out var subject);
        if (subject is null) scope.Errors.BadSubject(name.Span, problem);
        return subject;
    }

    private static void WriteSubject(FormWriter writer, Subject subject)
    {
        if (!SubjectText.IsName(subject))
        {
            writer.Json.WriteStringValue(subject.ToString());
            return;
        }

        writer.Json.WriteStartObject();
        writer.EmptyList(subject.ToString());
        writer.Json.WriteEndObject();
    }

    private static StateClass ClassOf(Verb verb) => verb switch
    {
        Verb.Get => StateClass.RefGet,
        Verb.Put => StateClass.RefPut,
        Verb.Post => StateClass.RefPost,
        Verb.Delete => StateClass.RefDelete,
    };
}
