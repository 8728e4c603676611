using System.Net;
using TinyChain.Codegen;
using TinyChain.Host.Http;
using TinyChain.Ir.Diagnostics;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Transactions;

namespace TinyChain.Host.Debug;

/// <summary>
/// What `--debug` adds: pages under `/debug` that show how ops are compiled. They show the code of
/// every installed op, so they answer this machine alone, and no web page in its browsers.
/// </summary>
internal sealed class DebugPages(
    RequestReader reader, InstalledOps installed, OpCache compiled, CommitQueue commits)
{
    private const string Root = "debug";

    private static readonly string[] s_pages = ["ir", "ops", "commits"];

    private readonly OpPages _ops = new(installed);

    /// <summary>Answers, and returns true, when the request is for a debug page.</summary>
    internal async ValueTask<bool> TryAnswer(HttpContext http)
    {
        if (!http.Request.Path.StartsWithSegments($"/{Root}")) return false;
        await DebugWriter.Send(http, await Guarded(http));
        return true;
    }

    private async ValueTask<DebugPage> Guarded(HttpContext http)
    {
        try
        {
            return IsThisMachine(http) ? await Answer(http) : DebugPage.Of(Fault.Forbidden(
                "debug pages are for programs on this machine: use http://127.0.0.1"));
        }
        catch (BadHttpRequestException refused)
        {
            return DebugPage.Of(FaultWriter.Of(refused));
        }
        catch (NoRoomException)
        {
            return DebugPage.Of(NoRoomException.Fault);
        }
    }

    /// <summary>
    /// A name that an attacker's page made to point here (DNS rebinding) is not this machine's.
    /// </summary>
    private static bool IsThisMachine(HttpContext http)
    {
        var host = http.Request.Host.Host.Trim('[', ']');
        return http.Connection.RemoteIpAddress is { } remote && IPAddress.IsLoopback(remote)
            && (host == "localhost"
                || (IPAddress.TryParse(host, out var named) && IPAddress.IsLoopback(named)));
    }

    private async ValueTask<DebugPage> Answer(HttpContext http)
    {
        var (request, fault) = await reader.Read(http);
        if (request is null) return DebugPage.Of(fault!);
        using var _ = request;
        var path = request.Target.Link.Path;
        var page = path.Length > 1 ? path[1].Text : "";
        return (page, request.Verb) switch
        {
            ("ir", Verb.Get) => await _ops.Installed(
                Link.Of(path[2..].AsSpan()), http.Request.Query),
            ("ir", Verb.Post) => await OpPages.Sent(
                request.Body.Written.ToArray(), http.Request.Query),
            ("ops", Verb.Get) => CompiledOpsPage.Of(compiled),
            ("commits", Verb.Get) => CommitsPage.Of(commits),
            ("ir" or "ops" or "commits", _) => DebugPage.Of(Fault.MethodNotAllowed(
                $"/{Root}/{page} does not answer {http.Request.Method}")),
            _ => DebugPage.Of(Fault.NotFound($"there is no debug page '{page}'"
                + $"{Spelling.Suggest(page, s_pages)}; there are "
                + string.Join(" and ", s_pages.Select(p => $"/{Root}/{p}")))),
        };
    }
}
