using System.Collections.Immutable;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Collections;
using Xunit;

namespace TinyChain.Tests.Runtime.Collections;

/// <summary>Short ways to ask a collection, and to spell what it is asked.</summary>
internal static class Collections
{
    public static readonly byte[] Prefix = [1, 2, 3, 4, 5, 6, 7, 255];

    public static CollectionSchema Schema(StateClass kind, State schema)
    {
        var read = CollectionSchema.Read(kind, schema, out var fault);
        return read ?? throw new InvalidOperationException(fault!.Message);
    }

    public static State List(params ReadOnlySpan<State> items) => State.Tuple([.. items]);

    public static State Text(string text) => State.Of(text);

    public static State Column(string name, StateClass type) => type is NumberClass
        ? List(Text(name), Text(type.Path))
        : List(Text(name), Text(type.Path), State.Of(1000L));

    public static async Task<State> Get(this State of, string path, State key = default) =>
        await of.As<Collection>()!.Get(path.Length == 0 ? [] : [Id.Of(path)], key);

    public static async Task<State> Put(this State of, State key, State value) =>
        await of.As<Collection>()!.Put([], key, value);

    public static async Task<State> Delete(this State of, State key) =>
        await of.As<Collection>()!.Delete([], key);

    /// <summary>The rows that it shows.</summary>
    public static async Task<State[][]> Rows(this State of)
    {
        var collection = of.As<Collection>() ?? throw new InvalidOperationException(Why(of));
        Assert.Null(await collection.Claim());
        var shown = collection.Shown().As<ShownState>()!.Payload.As<TupleState>()!.Items;
        return [.. shown[1].As<StreamState>()!.Items.Select(row => (State[])[.. Items(row)])];
    }

    public static string Show(State[] row) =>
        string.Join("|", row.Select(v => Convert.ToHexString(KeyEncoding.OfAny(v))));

    public static string Show(IEnumerable<State[]> rows) =>
        string.Join("\n", rows.Select(Show));

    public static string Why(State of) => of.As<Fault>()?.Message ?? of.ToString();

    private static ImmutableArray<State> Items(State tuple) => tuple.As<TupleState>()!.Items;
}
