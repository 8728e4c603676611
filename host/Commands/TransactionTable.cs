using System.Globalization;
using System.Text.Json;

namespace TinyChain.Host.Commands;

/// <summary>A host's list of transactions, as people read it.</summary>
internal static class TransactionTable
{
    private static readonly string[] s_header =
        ["ID", "ROLE", "STATE", "SINCE", "OWNER", "WAITING FOR"];

    private static readonly string[] s_resolved =
        ["ID", "STATE", "DECIDED", "OWNER", "OWNER SAYS"];

    internal static IEnumerable<string> Lines(JsonElement list)
    {
        var txns = list.GetProperty("transactions").EnumerateArray().ToList();
        if (txns.Count == 0) yield return "nothing is open or in doubt";
        foreach (var line in Aligned(s_header, [.. txns.SelectMany(Rows)])) yield return line;
        var leftOut = list.GetProperty("left_out").GetInt64();
        if (leftOut > 0) yield return string.Create(
            CultureInfo.InvariantCulture, $"and {leftOut:N0} younger ones");
        var resolved = list.GetProperty("resolved").EnumerateArray().Select(Resolved).ToList();
        if (resolved.Count == 0) yield break;
        yield return "";
        yield return "decided by an operator, in the owner's place:";
        foreach (var line in Aligned(s_resolved, resolved)) yield return line;
        var more = list.GetProperty("resolved_left_out").GetInt64();
        if (more > 0) yield return string.Create(
            CultureInfo.InvariantCulture, $"and {more:N0} more");
    }

    private static string[] Resolved(JsonElement made)
    {
        var says = made.GetProperty("owner_says");
        return
        [
            Member(made, "id"), Member(made, "state"),
            Duration(made.GetProperty("seconds").GetDouble()) + " ago", Member(made, "owner"),
            says.ValueKind == JsonValueKind.Null ? "nothing yet"
                : Member(made, "owner_says")
                    + (made.GetProperty("mismatch").GetBoolean() ? ": MISMATCH" : ""),
        ];
    }

    /// <summary>A length of time in its two largest units.</summary>
    internal static string Duration(double seconds) => seconds switch
    {
        < 1 => Text($"{seconds * 1000:0} ms"),
        < 60 => Text($"{Math.Floor(seconds * 10) / 10:0.0} s"),
        < 3600 => Text($"{Whole(seconds / 60)} m {Whole(seconds % 60)} s"),
        < 86_400 => Text($"{Whole(seconds / 3600)} h {Whole(seconds % 3600 / 60)} m"),
        _ => Text($"{Whole(seconds / 86_400)} d {Whole(seconds % 86_400 / 3600)} h"),
    };

    /// <summary>Rows below a header, where there are any; the last column is as wide as it is.
    /// </summary>
    internal static IEnumerable<string> Aligned(string[] header, List<string[]> rows)
    {
        if (rows.Count == 0) yield break;
        rows.Insert(0, header);
        var widths = header.Select((_, column) => rows.Max(row => row[column].Length)).ToList();
        foreach (var row in rows)
            yield return string.Join("  ", row.Select((cell, i) => cell.PadRight(widths[i])))
                .TrimEnd();
    }

    // Whoever takes part has a line below, and whatever it waits for besides the first one.
    private static IEnumerable<string[]> Rows(JsonElement txn)
    {
        var waitingFor = txn.GetProperty("waiting_for").EnumerateArray()
            .Select(name => HostClient.Printable(name.GetString()!)).ToList();
        yield return
        [
            Member(txn, "id"), Member(txn, "role"), Member(txn, "state").Replace('_', ' '),
            Duration(txn.GetProperty("seconds").GetDouble()), Member(txn, "owner"),
            waitingFor.FirstOrDefault("-"),
        ];
        foreach (var more in waitingFor.Skip(1)) yield return ["", "", "", "", "", more];
        foreach (var participant in txn.GetProperty("participants").EnumerateArray())
            yield return
            [
                "", "  with", HostClient.Printable(participant[1].GetString()!), "",
                HostClient.Printable(participant[0].GetString()!), "",
            ];
    }

    internal static string Member(JsonElement of, string name) =>
        HostClient.Printable(of.GetProperty(name).GetString()!);

    private static double Whole(double number) => Math.Floor(number);

    private static string Text(FormattableString text) =>
        text.ToString(CultureInfo.InvariantCulture);
}
