namespace TinyChain.Tests.Reference;

/// <summary>
/// Makes the expressions of <see cref="OpGenerator"/>'s ops, by kind: which generator has the
/// turn, and what all of them need.
/// </summary>
internal sealed class ExpressionGenerator
{
    private static readonly string[] s_oddities =
    [
        "{\"$nowhere\": []}", "{\"$self\": []}", "{\"/error/not_found\": \"oops\"}", "null", "[]",
        "{\"/error/conflict\": {\"message\": \"m\"}}", "{\"/nowhere\": [1]}", "{\"a\": []}",
        "{\"/state/scalar/range\": [[\"in\", 0], null]}", "{\"/a/b\": []}", "{\"$self/a\": [1]}",
        "{\"/state/scalar/cluster\": \"/test\"}", "{\"$self/m\": [2]}", "{\"/error/conflict\": 1}",
        "{\"/state/object/instance\": {\"a\": 1}}", "{\"/state/object/class\": \"/class/x\"}",
    ];

    /// <summary>Longer ones would double, and double again.</summary>
    private const int MostRepeated = 200;

    private readonly OpGenerator _ops;
    private readonly BranchGenerator _branches;
    private readonly NumberGenerator _numbers;
    private readonly FlagGenerator _flags;
    private readonly ValueGenerator _values;
    private readonly ListGenerator _lists;
    private readonly TableGenerator _tables;
    private readonly LoopGenerator _loops;
    private readonly ObjectGenerator _objects;
    private int _left;
    private int _depth;

    public ExpressionGenerator(OpGenerator ops, int size)
    {
        (_ops, _left) = (ops, size);
        _branches = new BranchGenerator(ops, this);
        _flags = new FlagGenerator(ops, this);
        _values = new ValueGenerator(ops, this);
        _lists = new ListGenerator(ops, this);
        _tables = new TableGenerator(ops, this);
        _loops = new LoopGenerator(ops, this);
        _objects = new ObjectGenerator(ops, this);
        _numbers = new NumberGenerator(ops, this, _objects, _loops);
    }

    /// <summary>False once the op is as large as it shall be.</summary>
    public bool MayGrow => _left > 0 && _depth < 12;

    public string Of(OpBody body, Kind kind)
    {
        _left--;
        _depth++;
        var json = _ops.Once(80) ? Odd(body) : _ops.Once(24) && Again(body, kind) is { } again
            ? again : MayGrow ? Large(body, kind) : Small(kind);
        _depth--;
        if (json.Length <= MostRepeated) body.Made.Add((kind, json));
        return json;
    }

    /// <summary>An expression that stands for itself.</summary>
    public string Small(Kind kind) => kind switch
    {
        Kind.Number => NumberGenerator.Literal(_ops),
        Kind.Flag => _ops.Pick("true", "false", "1", "\"true\""),
        Kind.Text or Kind.Mark => ValueGenerator.Literal(_ops, kind),
        Kind.List => _ops.Pick("[]", "[1]", "[1, 2]", "[0.5, 3, 2]"),
        Kind.Grid => _ops.Pick("[[1, 2], [3]]", "[[], [0.5]]", "[[[1]], [2, [3, 4]]]"),
        Kind.Table or Kind.Shelf => TableGenerator.Small(_ops, kind),
        Kind.Span => "{\"/state/scalar/range\": " + _ops.Pick(
            "[null, [\"ex\", 2]]", "[[\"in\", 0], null]", "[[\"ex\", 0], [\"in\", 1]]") + "}",
        Kind.Record => _ops.Pick("{\"a\": 1, \"b\": 2}", "{\"a\": 0.5, \"b\": 7, \"c\": 1}"),
        Kind.Nothing => "null",
        Kind.Getter => Definition("get", "\"k\", ", "{\"$k/add\": [1]}"),
        Kind.Checker => Definition("get", "\"k\", ", "{\"$k/gt\": [1]}"),
        Kind.Poster => Definition("post", "", "{\"$a/mul\": {\"r\": {\"$b\": []}}}"),
        Kind.Putter => Definition("put", "\"k\", \"v\", ", "{\"/test/cell\": [{\"$k\": []}, 1]}"),
        Kind.Deleter => Definition("delete", "\"k\", ", "null"),
        Kind.Model or Kind.Thing => ObjectGenerator.Small(_ops, kind),
    };

    public static string Definition(string kind, string names, string json)
    {
        var form = $"[[\"r\", {json}]]";
        return $"{{\"/state/scalar/op/{kind}\": {(kind == "post" ? form : $"[{names}{form}]")}}}";
    }

    /// <summary>What an explicit reference is aimed at, in either spelling.</summary>
    public string Subject(OpBody body, Kind kind)
    {
        var name = $"\"${_ops.NameOf(body, kind)}\"";
        return _ops.Once(2) ? name : $"{{{name}: []}}";
    }

    public string Name(OpBody body, Kind kind)
    {
        var name = $"{{\"${_ops.NameOf(body, kind)}\": []}}";
        return _ops.Once(40) ? $"{{\"/state/scalar/ref/id\": {name}}}" : name;
    }

    /// <summary>GET of a method, or of the thing itself.</summary>
    public string Get(OpBody body, Kind kind, string? method, string key) =>
        $"{{\"${_ops.NameOf(body, kind)}{(method is null ? "" : "/" + method)}\": [{key}]}}";

    public string Post(OpBody body, Kind kind, string? method, string parameters) =>
        $"{{\"${_ops.NameOf(body, kind)}{(method is null ? "" : "/" + method)}\": "
        + $"{{{parameters}}}}}";

    /// <summary>For what takes any state at all.</summary>
    public Kind AnyKind() => _ops.Pick<Kind>(Enum.GetValues<Kind>());

    public static string Several(int count, Func<string> make) =>
        $"[{string.Join(", ", Enumerable.Range(0, count).Select(_ => make()))}]";

    private string? Again(OpBody body, Kind kind)
    {
        var made = body.Made.Where(m => m.Kind == kind).ToArray();
        return made.Length == 0 ? null : _ops.Pick<(Kind, string Json)>(made).Json;
    }

    private string Odd(OpBody body) => _ops.Next(4) switch
    {
        0 => $"{{\"${_ops.Pick<string>([.. body.Open])}\": []}}",
        1 => Of(body, AnyKind()),
        _ => _ops.Pick(s_oddities),
    };

    private string Large(OpBody body, Kind kind) => _ops.Next(24) switch
    {
        < 6 => Name(body, kind),
        < 11 => _branches.Of(body, kind),
        11 => Get(body, kind, "copy", "null"),
        12 when TableGenerator.Has(kind) => _tables.Part(body, kind),
        _ => kind switch
        {
            Kind.Number => _numbers.Of(body),
            Kind.Flag => _flags.Of(body),
            Kind.Text => _values.Text(body),
            Kind.Mark => _values.Mark(body),
            Kind.List => _lists.List(body),
            Kind.Grid => _lists.Grid(body),
            Kind.Table => _tables.Table(body),
            Kind.Shelf => _tables.Shelf(body),
            Kind.Span => Small(kind),
            Kind.Record => _ops.Once(2) ? _lists.Record(body) : _loops.Record(body),
            Kind.Nothing => _ops.Once(6) ? _objects.Nothing(body) : _loops.Nothing(body),
            Kind.Getter when _ops.Once(8) => _objects.Closure(body),
            Kind.Getter or Kind.Checker or Kind.Poster or Kind.Putter or Kind.Deleter =>
                _ops.Callable(body, kind),
            Kind.Model => _objects.Model(body),
            Kind.Thing => _objects.Thing(body),
        },
    };
}
