using TinyChain.Ir.Values;

namespace TinyChain.Parser.Forms;

/// <summary>
/// `{"/state/scalar/cluster": "/path"}`: a reference to a cluster; the path is a string, a link
/// without a host, or an Id.
/// </summary>
internal static class ClusterForm
{
    public static Term Parse(Scope scope, Call call)
    {
        var term = JsonForm.Parse(scope.InScalar(), call.Payload);
        if (term.IsBad) return term;
        var path = term.IsLiteral ? PathOf(term.Value) : null;
        return path is null
            ? scope.Errors.WrongShape(call.Payload.Span, call.Target, "\"/path\"")
            : Term.Of(new ClusterRef(path), call.Span);
    }

    public static void Write(FormWriter writer, ClusterRef cluster)
    {
        writer.Open(StateClass.Cluster);
        writer.Json.WriteStringValue(cluster.Path.ToString());
        writer.Json.WriteEndObject();
    }

    private static Link? PathOf(State value)
    {
        if (value.As<Id>() is { } id) return Link.Of(id);
        if (value.As<Link>() is { Host: null } link) return link;
        return value.As<string>() is { } text && Link.TryParsePath(text, out var path, out _)
            ? Link.Of(path.AsSpan()) : null;
    }
}
