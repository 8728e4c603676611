namespace TinyChain.Tests.Reference;

/// <summary>
/// An op of several parameters and a call of it: written in place, where all is known of the op and
/// its arguments; and by way of the world, which gives the op back as a stranger.
/// </summary>
internal sealed class ParameterGenerator(OpGenerator ops)
{
    private static readonly (string Name, Kind Kind)[] s_parameters =
    [
        ("a", Kind.Number), ("b", Kind.Number), ("c", Kind.Flag), ("t", Kind.Text),
        ("v", Kind.Mark), ("l", Kind.List), ("m", Kind.Record), ("n", Kind.Table),
    ];

    /// <summary>What the stranger costs more: the request to the world that gives it.</summary>
    public const int More = 1;

    /// <summary>Two hypotheticals that answer the same.</summary>
    public (string Known, string Strange) Forms(ExpressionGenerator expressions, Kind result)
    {
        var body = new OpBody(s_parameters);
        var f = $"[\"f\", {ops.Op("post", "", body, result)}]";
        var given = s_parameters.Select(p => $"\"{p.Name}\": {expressions.Small(
            ops.Once(12) ? expressions.AnyKind() : p.Kind)}");
        var call = $"{{{string.Join(", ", given)}}}";
        return (
            $"{{\"op\": [{f}, [\"r\", {{\"$f\": {call}}}]]}}",
            $"{{\"op\": [{f}, [\"box\", {{\"/test/later\": {{\"f\": {{\"$f\": []}}}}}}], "
                + $"[\"r\", {{\"$box/f\": {call}}}]]}}");
    }
}
