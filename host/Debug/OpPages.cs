using System.Text.Json;
using TinyChain.Host.Commands;
using TinyChain.Ir.Checking;
using TinyChain.Ir.Ops;
using TinyChain.Ir.Values;
using TinyChain.Parser;

namespace TinyChain.Host.Debug;

/// <summary>
/// `/debug/ir`: one stage of an op, as `tinychain inspect` shows it. By GET the op is installed at
/// the rest of the path; by POST it is the body.
/// </summary>
internal sealed class OpPages(InstalledOps installed)
{
    internal async ValueTask<DebugPage> Installed(Link link, IQueryCollection query)
    {
        var (op, library, fault) = await installed.Find(link);
        if (op is null) return DebugPage.Of(fault!);
        return Source(op, out fault) is { } json
            ? await Show(json, (link, library), query) : DebugPage.Of(fault!);
    }

    internal static ValueTask<DebugPage> Sent(byte[] json, IQueryCollection query) =>
        Show(json, (null, null), query);

    private static async ValueTask<DebugPage> Show(
        byte[] json, (Link? Link, Library? Library) from, IQueryCollection query)
    {
        var stage = query.TryGetValue("stage", out var given)
            ? given.ToString() : Inspection.Parsed;
        var arguments = query.TryGetValue("args", out var classes) ? classes.ToString() : null;
        var (text, fault) = await Inspection.Show(stage, json, arguments, from.Library);
        if (text is null) return DebugPage.Of(fault!);
        return new DebugPage(
            text,
            new { Link = from.Link?.ToString(), Stage = stage, Args = arguments, Text = text });
    }

    /// <summary>The op as its author would write it: what was sent is not kept.</summary>
    private static byte[]? Source(OpDef op, out Fault? fault)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, StateWriter.Options))
        {
            fault = StateWriter.Write(json, State.Of(op));
        }

        return fault is null ? bytes.ToArray() : null;
    }
}
