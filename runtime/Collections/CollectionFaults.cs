using TinyChain.Ir.Printing;
using TinyChain.Ir.Types;
using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Collections;

/// <summary>What collections refuse, a method per message (spec/collections.md 1.6).</summary>
internal static class CollectionFaults
{
    /// <summary>
    /// What was met at a row: `row ["a", 1] of /service/…/rows: …`. Its place says the space.
    /// </summary>
    internal static Fault? AtRow(Fault? fault, IEnumerable<State> row) => fault is null ? null
        : fault.Saying($"row {Shown(row)} of {fault.Message}");

    internal static Fault Repeated(string name) =>
        Fault.BadRequest($"column {name} is named twice; give each its own name");

    internal static Fault UnknownColumn(string name) =>
        Fault.BadRequest($"there is no column {ValueText.Shorten(name)}");

    internal static Fault NoSuchParameter(string column) =>
        Fault.NotFound($"there is no column {ValueText.Shorten(column)}");

    internal static Fault NotAList(string what) =>
        Fault.BadRequest($"{what} takes a list of column names, such as [\"a\", \"b\"]");

    internal static Fault RowLength(string what, int expected, int actual) =>
        Fault.BadRequest(
            $"{what} takes as many values as it has columns: {expected}, not {actual}");

    internal static Fault NotATuple(string what) =>
        Fault.BadRequest($"{what} is a tuple of its columns' values");

    internal static Fault ReadOnly() => Fault.BadRequest(
        "a view is read-only; write to the collection itself, with this range as the key");

    internal static Fault Outside(string what) => Fault.BadRequest(
        $"the range leaves the slice{what}; slice the whole collection instead");

    internal static Fault NoIndex(string columns) => Fault.BadRequest(
        $"no index supports {columns}: it takes one that begins with those columns, all but the "
        + "last of them fixed to one value");

    internal static Fault NoSlice(string view) =>
        Fault.BadRequest($"cannot slice or read a key of {view}; slice first");

    internal static Fault NoReorder(string why) => Fault.BadRequest($"cannot reorder {why}");

    internal static Fault TakesNoKey(string method) =>
        Fault.BadRequest($"{method} takes no key");

    internal static Fault NoMethod(StateClass of, string path) =>
        Fault.NotFound($"{of.Path} has no attribute {ValueText.Shorten(path)}");

    internal static Fault WrongVerb(string path) =>
        Fault.MethodNotAllowed($"{ValueText.Shorten(path)} answers GET only");

    internal static Fault Selector() => Fault.BadRequest(
        "a selector is none, or a tuple: values of the first columns, then perhaps a range "
        + "[start, end], each null, [\"in\", value] or [\"ex\", value]");

    internal static Fault BTreeParameter(Id name) => Fault.BadRequest(
        $"a BTree's POST takes range and reverse, not {ValueText.Shorten(name.Text)}");

    internal static Fault TableSelector(string cure) => Fault.BadRequest(
        $"invalid table selector: {cure}");

    internal static Fault KeyColumn(string name) => Fault.BadRequest(
        $"column {name} is part of the key: delete the row, and put it under its new key");

    internal static Fault Update() => Fault.BadRequest(
        "PUT takes a key and a tuple of values, or a range (or none) and a map of columns");

    private static string Shown(IEnumerable<State> row) =>
        StateText.Of(State.Tuple([.. row]));
}
