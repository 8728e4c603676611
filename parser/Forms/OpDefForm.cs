using TinyChain.Ir.Ops;
using TinyChain.Ir.Values;
using TinyChain.Parser.Syntax;

namespace TinyChain.Parser.Forms;

/// <summary>
/// An op's definition (spec/language.md 3.6): `{"/state/scalar/op/get": ["key", form]}`, delete
/// alike, put `["key", "value", form]`, post `form`. It is data: a literal wherever it stands.
/// </summary>
internal static class OpDefForm
{
    public static Term Parse(Scope scope, Call call)
    {
        var kind = KindOf(call.Target);
        var names = NamesOf(kind);
        var payload = call.Payload;
        if (payload.Kind != SyntaxKind.Array) return WrongShape(scope, call, kind);
        if (kind == OpKind.Post) return Build(scope, call, kind, [], payload);
        if (payload.Count != names + 1 || payload.Item(names).Kind != SyntaxKind.Array)
            return WrongShape(scope, call, kind);
        var ids = payload.Items.Take(names).Select(n => IdForm.ParseName(scope, n)).ToArray();
        return Build(scope, call, kind, ids, payload.Item(names));
    }

    /// <summary>What must be an op's definition; null, and diagnostics, when it is none.</summary>
    public static OpDef? ParseOp(Scope scope, SyntaxValue value)
    {
        var term = JsonForm.Parse(scope, value);
        if (term.IsBad) return null;
        if (term.Value.As<OpDef>() is { } op) return op;
        scope.Errors.NoOp(value.Span);
        return null;
    }

    public static void Write(FormWriter writer, OpDef op)
    {
        writer.Open(op.Class);
        if (op.Kind == OpKind.Post)
        {
            StatementsForm.Write(writer, op.Form, mayBeEmpty: false);
        }
        else
        {
            writer.Json.WriteStartArray();
            if (op.KeyName is { } key) writer.Json.WriteStringValue(key.Text);
            if (op.ValueName is { } value) writer.Json.WriteStringValue(value.Text);
            StatementsForm.Write(writer, op.Form, mayBeEmpty: true);
            writer.Json.WriteEndArray();
        }

        writer.Json.WriteEndObject();
    }

    private static Term Build(
        Scope scope, Call call, OpKind kind, Id?[] names, SyntaxValue form)
    {
        var own = scope.ForOp();
        var statements = StatementsForm.Parse(own, form);
        if (statements is null || names.Any(n => n is null)) return Term.Bad;
        var key = names.Length > 0 ? names[0] : null;
        var value = names.Length > 1 ? names[1] : null;
        return Term.Of(new OpDef(kind, key, value, statements.Value, own.NodeCount), call.Span);
    }

    private static Term WrongShape(Scope scope, Call call, OpKind kind) =>
        scope.Errors.WrongShape(call.Payload.Span, call.Target, kind switch
        {
            OpKind.Get or OpKind.Delete => "[\"key name\", [statement, …]]",
            OpKind.Put => "[\"key name\", \"value name\", [statement, …]]",
            OpKind.Post => "[statement, …]",
        });

    private static int NamesOf(OpKind kind) => kind switch
    {
        OpKind.Get or OpKind.Delete => 1,
        OpKind.Put => 2,
        OpKind.Post => 0,
    };

    private static OpKind KindOf(StateClass target) =>
        ReferenceEquals(target, StateClass.OpGet) ? OpKind.Get
        : ReferenceEquals(target, StateClass.OpPut) ? OpKind.Put
        : ReferenceEquals(target, StateClass.OpPost) ? OpKind.Post
        : OpKind.Delete;
}
