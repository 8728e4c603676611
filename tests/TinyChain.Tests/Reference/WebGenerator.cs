namespace TinyChain.Tests.Reference;

/// <summary>
/// Small ops whose statements share one another from branches, and branches of branches: what is
/// hard to run just once, and only when needed. All are numbers, so little fails.
/// </summary>
internal sealed class WebGenerator(Random random)
{
    private const string Ref = "/state/scalar/ref/";

    private readonly int _count = random.Next(3, 8);

    /// <summary>A form: each statement names only those before it, but now and then any.</summary>
    public string Form()
    {
        var statements = Enumerable.Range(0, _count)
            .Select(i => $"[\"s{i}\", {(i < 2 ? Leaf(i) : Inner(i, 1))}]").ToArray();
        random.Shuffle(statements);
        return $"[{string.Join(", ", statements)}, [\"r\", {Inner(_count, 2)}]]";
    }

    private string Leaf(int i) => random.Next(3) == 0
        ? $"{{\"/test/later\": [{i}]}}" : $"{{\"/test/tick\": [{i}]}}";

    private string Inner(int below, int depth) => random.Next(depth > 0 ? 12 : 5) switch
    {
        0 => random.Next(3).ToString(System.Globalization.CultureInfo.InvariantCulture),
        < 5 => $"{{\"{Name(below)}\": []}}",
        < 10 => $"{{\"{Ref}if\": [{Condition(below)}, {Inner(below, depth - 1)}, "
            + $"{Inner(below, depth - 1)}]}}",
        10 => $"{{\"{Ref}case\": [{{\"{Name(below)}\": []}}, [{Condition(below)}], "
            + $"[{Inner(below, depth - 1)}, {Inner(below, depth - 1)}]]}}",
        _ => $"{{\"{Name(below)}/add\": [{Inner(below, depth - 1)}]}}",
    };

    private string Condition(int below) => random.Next(3) == 0
        ? $"{{\"{Name(below)}\": []}}" : $"{{\"{Name(below)}/gt\": [{random.Next(3)}]}}";

    private string Name(int below) => random.Next(150) == 0
        ? $"$s{random.Next(_count)}" : $"$s{random.Next(Math.Max(below, 1))}";
}
