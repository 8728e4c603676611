using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;
using TinyChain.Parser;
using TinyChain.Runtime.Kernel;

namespace TinyChain.Host.Http;

/// <summary>
/// Station 4: the texts of a request become states, in the form that its target takes.
/// </summary>
internal sealed class BodyParser(ParsedOps ops)
{
    /// <summary>The request, or null and the fault.</summary>
    internal Request? Parse(RawRequest raw, BodyForm form, out Fault? fault)
    {
        fault = null;
        var target = raw.Target;
        var (key, body) = (State.None, State.None);
        // A POST has parameters instead of a key.
        if (target.Key is { } text && raw.Verb != Verb.Post
            && !OpParser.TryParseKey(text, out key, out var problem))
            fault = Fault.BadRequest($"?key=: {problem}");
        if (fault is null) body = ParseBody(raw.Body.Written, form, out fault);
        return fault is null ? new Request(raw.Verb, target.Link, key, body) : null;
    }

    private State ParseBody(ReadOnlyMemory<byte> json, BodyForm form, out Fault? fault)
    {
        fault = null;
        if (form == BodyForm.None) return State.None;
        if (json.IsEmpty)
        {
            fault = Fault.BadRequest("the body is empty; send null where there is no value");
            return State.None;
        }

        return form switch
        {
            BodyForm.Value => StateOf(OpParser.ParseValue(json), json, out fault),
            BodyForm.Parameters => StateOf(OpParser.ParseParameters(json), json, out fault),
            BodyForm.Statements => ParseOp(json, out fault),
            BodyForm.None => State.None,
        };
    }

    private static State StateOf(
        ParseResult<Node> result, ReadOnlyMemory<byte> json, out Fault? fault)
    {
        fault = result.IsOk ? null : Problems(result, json);
        return !result.IsOk ? State.None
            : result.Product is LiteralNode literal ? literal.Value
            : State.Of(new RefState(result.Product));
    }

    private State ParseOp(ReadOnlyMemory<byte> json, out Fault? fault)
    {
        Fault? problem = null;
        var op = ops.Get(json, text =>
        {
            var result = OpParser.ParseHypothetical(text);
            if (result.IsOk) return result.Product;
            problem = Problems(result, text);
            return null;
        });
        fault = problem;
        return op is null ? State.None : State.Of(op);
    }

    // The first mistake is the message; the others are the stack.
    private static Fault Problems<T>(ParseResult<T> result, ReadOnlyMemory<byte> json)
        where T : class
    {
        if (result.MissingParameter is { } missing) return Fault.NotFound(missing);
        var diagnostics = result.Diagnostics;
        var lines = diagnostics.Items
            .Select(d => $"{d} at {SourcePlace.Find(json, d.Span)}").ToList();
        if (diagnostics.Dropped > 0) lines.Add($"and {diagnostics.Dropped} more");
        return lines.Count == 0
            ? Fault.BadRequest("the body can't be read")
            : new Fault(FaultKind.BadRequest, lines[0], [.. lines.Skip(1)]);
    }
}
