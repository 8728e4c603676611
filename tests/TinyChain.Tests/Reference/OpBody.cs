namespace TinyChain.Tests.Reference;

/// <summary>What the generator means an expression to be; mostly it is.</summary>
internal enum Kind
{
    Number,
    Flag,
    Text,

    /// <summary>A value of any other class: an Id, a link, a version, …</summary>
    Mark,

    /// <summary>A tuple of numbers.</summary>
    List,

    /// <summary>A tuple of tuples.</summary>
    Grid,

    /// <summary>A tuple of maps, often records.</summary>
    Table,

    /// <summary>A map of tuples: a list under `l`, a grid under `m` or a table under `t`.</summary>
    Shelf,

    Span,

    /// <summary>A map with numbers under `a` and `b`, and maybe a getter under `c`.</summary>
    Record,

    Nothing,
    Getter,
    Checker,
    Poster,
    Putter,
    Deleter,

    /// <summary>A user's class, mostly of numbers: <see cref="ObjectGenerator"/>.</summary>
    Model,

    /// <summary>An instance, mostly of such a class.</summary>
    Thing,
}

/// <summary>The body of an op that is being made: statements so far, and names to use.</summary>
internal sealed class OpBody(params (string Name, Kind Kind)[] given)
{
    /// <summary>Parameters, captures, and statements that are complete.</summary>
    public List<(string Name, Kind Kind)> Names { get; } = [.. given];

    /// <summary>Statements being made: to name one is to make a cycle.</summary>
    public List<string> Open { get; } = ["_return"];

    public List<string> Statements { get; } = [];

    /// <summary>Expressions that were made, to be made again.</summary>
    public List<(Kind Kind, string Json)> Made { get; } = [];

    public string[] Of(Kind kind) => [.. Names.Where(n => n.Kind == kind).Select(n => n.Name)];
}
