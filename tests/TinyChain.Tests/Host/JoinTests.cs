using System.Net;
using System.Text;
using Xunit;

namespace TinyChain.Tests.Host;

/// <summary>
/// X91's first form over HTTP: a till that calls a bank, which is the test's own and has to tell
/// the till's host that it takes part.
/// </summary>
public sealed class JoinTests
{
    private readonly List<string> _asked = [];

    [Fact]
    public async Task X91_who_joins_twice_is_told_the_time_left_and_takes_part_once()
    {
        var address = $"http://127.0.0.1:{FreePort.Next()}";
        using var bank = new HttpListener();
        bank.Prefixes.Add(address + "/");
        bank.Start();
        await using var shop = await RunningHost.Start();
        await Install(shop, address);
        var playing = Play(bank, id => JoinTwice(shop, id, address));
        Assert.Equal("200 1", await shop.Send("POST", "/service/shop/till/0.0.0/pay", "{}"));
        Assert.Contains("\"transactions\":[]", await shop.Send("GET", "/host/transactions"));
        bank.Stop();
        await playing;
        Assert.Equal(["debit", "prepare", "commit"], _asked);
    }

    private static async Task JoinTwice(RunningHost shop, string id, string address)
    {
        for (var i = 0; i < 2; i++)
        {
            var answer = await shop.Send(
                "POST", $"/transact/{id}/join",
                $"{{\"cluster\": \"/service/money/bank\", \"epoch\": 1, "
                + $"\"leader\": \"{address}/service/money/bank\"}}");
            Assert.Matches("^200 {\"deadline_ms\":[0-9]{2,5},\"joined\":true}$", answer);
        }
    }

    /// <summary>Answers as a participant does, until the listener stops.</summary>
    private async Task Play(HttpListener bank, Func<string, Task> join)
    {
        while (true)
        {
            HttpListenerContext context;
            try
            {
                context = await bank.GetContextAsync();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            var what = context.Request.Url!.Segments[^1];
            _asked.Add(what);
            if (what == "debit") await join(context.Request.QueryString["txn_id"]!);
            context.Response.ContentType = "application/json";
            await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(what switch
            {
                "debit" => "1",
                "prepare" => """{"vote": "yes", "n": 1, "ok": 1, "epoch": 1, "hash": ""}""",
                _ => """{"state": "committed"}""",
            }));
            context.Response.Close();
        }
    }

    private static async Task Install(RunningHost shop, string address)
    {
        Assert.Equal("200 null", await shop.Send("PUT", "/service?key=%22shop%22", "true"));
        Assert.Equal("200 null", await shop.Send("PUT", "/service/shop?key=%22till%22", "false"));
        Assert.Equal("200 null", await shop.Send(
            "PUT", "/service/shop/till?key=%220.0.0%22", """
            {"/service/shop/till": {"pay": {"/state/scalar/op/post": [
              ["_r", {"BANK/service/money/bank/0.0.0/debit": {"n": 1}}]]}}}
            """.Replace("BANK", address, StringComparison.Ordinal)));
    }
}
