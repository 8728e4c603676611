namespace TinyChain.Tests.Reference;

/// <summary>
/// Random well-formed ops, as the JSON of a `/transact/hypothetical`: every construct, nested and
/// shared, mostly of the right classes, with a mistake now and then. One seed, one op.
/// </summary>
internal sealed class OpGenerator
{
    private static readonly Kind[] s_results =
    [
        Kind.Number, Kind.Number, Kind.Number, Kind.Flag, Kind.Text, Kind.Mark, Kind.List,
        Kind.Grid, Kind.Record, Kind.Record, Kind.Table, Kind.Shelf, Kind.Nothing,
        Kind.Getter, Kind.Model, Kind.Thing,
    ];

    private readonly Random _random;
    private readonly ExpressionGenerator _expressions;
    private int _names;

    private OpGenerator(int seed)
    {
        _random = new Random(seed);
        _expressions = new ExpressionGenerator(
            this, 1 + (int)(32 * Math.Pow(_random.NextDouble(), 9)));
    }

    public static string Make(int seed)
    {
        var made = new OpGenerator(seed);
        var form = made.Next(32) switch
        {
            < 2 => new WebGenerator(made._random).Form(),
            < 4 => new EdgeGenerator(made).Form(),
            < 6 => new VariantGenerator(made).Form(),
            < 8 => new TableGenerator(made, made._expressions).Form(),
            < 10 => new RepeatGenerator(made).Form(),
            _ => made.Form(new OpBody(), made.Pick(s_results)),
        };
        return $"{{\"op\": {form}}}";
    }

    /// <summary>An op of the kind in which calls repeat, and many are of constants.</summary>
    public static string Repeats(int seed) =>
        $"{{\"op\": {new RepeatGenerator(new OpGenerator(seed)).Form()}}}";

    /// <summary>An op called in two ways; see <see cref="ParameterGenerator"/>.</summary>
    public static (string Known, string Strange) MakeCalls(int seed)
    {
        var made = new OpGenerator(seed);
        return new ParameterGenerator(made).Forms(made._expressions, made.Pick(s_results));
    }

    public T Pick<T>(params ReadOnlySpan<T> items) => items[_random.Next(items.Length)];

    public int Next(int end) => _random.Next(end);

    public int Next(int first, int end) => _random.Next(first, end);

    /// <summary>True once in so many times.</summary>
    public bool Once(int inSoMany) => _random.Next(inSoMany) == 0;

    /// <summary>A name in the body of that kind: one that is there, or a new statement's.</summary>
    public string NameOf(OpBody body, Kind kind)
    {
        var known = body.Of(kind);
        return known.Length > 0 && (!_expressions.MayGrow || !Once(3)) ? Pick<string>(known)
            : Add(body, kind, () => _expressions.Of(body, kind));
    }

    /// <summary>A new statement, whose expression may name those before it.</summary>
    public string Add(OpBody body, Kind kind, Func<string> expression)
    {
        // X4: now and then a name that is taken.
        var name = body.Names.Count > 0 && Once(400)
            ? Pick<string>([.. body.Names.Select(n => n.Name)])
            : Pick("s", "t.", "_", "x-") + _names++;
        body.Open.Add(name);
        var json = expression();
        body.Open.Remove(name);
        body.Statements.Insert(
            _random.Next(body.Statements.Count + 1), $"[\"{name}\", {json}]");
        body.Names.Add((name, kind));
        return name;
    }

    /// <summary>The statements of a body whose result is of that kind.</summary>
    public string Form(OpBody body, Kind result, bool isEmpty = false)
    {
        if (isEmpty) return "[]";
        var json = _expressions.Of(body, result);
        if (Once(20)) Add(body, Kind.Number, () => _expressions.Of(body, Kind.Number));
        var isNameless = json.StartsWith('{') && Once(5);
        body.Statements.Add(isNameless ? json : $"[\"_return\", {json}]");
        return $"[{string.Join(", ", body.Statements)}]";
    }

    /// <summary>
    /// The definition of an op of that kind, or a closure over some of the body's names.
    /// </summary>
    public string Callable(OpBody body, Kind kind)
    {
        (string, Kind)[] captured = [];
        if (body.Names.Count > 0 && Once(2))
            captured = [.. Enumerable.Range(0, _random.Next(1, 3)).Select(_ => Pick(
                (ReadOnlySpan<(string Name, Kind)>)[.. body.Names])).DistinctBy(n => n.Name)];
        return captured.Length > 0 || Once(8)
            ? Closed(body, captured, Definition(kind, captured)) : Definition(kind, []);
    }

    /// <summary>A POST op, maybe a closure, of these parameters.</summary>
    public string Poster(OpBody body, Kind result, params (string, Kind)[] parameters) =>
        Once(4) && body.Names.Count > 0 && Pick<(string, Kind)>([.. body.Names]) is var captured
            ? Closed(body, [captured], Post([captured, .. parameters], result))
            : Post(parameters, result);

    public string Closed(OpBody body, (string Name, Kind)[] captured, string op)
    {
        if (Once(3))
        {
            var entries = captured.Select(c => $"\"{c.Name}\": {{\"${c.Name}\": []}}");
            return $"{{\"/state/closure\": [{{{string.Join(", ", entries)}}}, {op}]}}";
        }

        var names = captured.Select(c => Once(2) ? $"\"{c.Name}\"" : $"{{\"${c.Name}\": []}}");
        if (Once(60)) names = names.Append("\"self\"");
        return $"{{\"/state/scalar/ref/with\": [[{string.Join(", ", names)}], {op}]}}";
    }

    /// <summary>The definition of an op of that kind, its parameters' names as JSON.</summary>
    public string Op(string kind, string names, OpBody body, Kind result)
    {
        if (kind == "post") return $"{{\"/state/scalar/op/post\": {Form(body, result)}}}";
        return $"{{\"/state/scalar/op/{kind}\": [{names}{Form(body, result, Once(100))}]}}";
    }

    private string Definition(Kind kind, (string, Kind)[] captured)
    {
        var key = Once(200) && captured is [(var taken, _), ..] ? taken : "k";
        var body = new OpBody([.. captured, (key, Kind.Number)]);
        return kind switch
        {
            Kind.Putter => Op("put", $"\"{key}\", \"v\", ", new OpBody(
                [.. captured, (key, Kind.Number), ("v", Kind.Number)]), Kind.Number),
            Kind.Deleter => Op("delete", $"\"{key}\", ", body, Kind.Nothing),
            Kind.Checker => Op("get", $"\"{key}\", ", body, Kind.Flag),
            Kind.Poster => Post(
                [.. captured, ("a", Kind.Number), ("b", Kind.Number)], Kind.Number),
            Kind.Getter or Kind.Number or Kind.Flag or Kind.Text or Kind.Mark or Kind.List
                or Kind.Grid or Kind.Table or Kind.Shelf or Kind.Span or Kind.Record
                or Kind.Nothing or Kind.Model
                or Kind.Thing => Op("get", $"\"{key}\", ", body, Kind.Number),
        };
    }

    private string Post((string, Kind)[] names, Kind result) =>
        Op("post", "", new OpBody(names), result);
}
