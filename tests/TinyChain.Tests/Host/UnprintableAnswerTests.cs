using Xunit;

namespace TinyChain.Tests.Host;

/// <summary>A request whose answer has no JSON fails, and has changed nothing.</summary>
public sealed class UnprintableAnswerTests
{
    private const string Version = "/service/odd/answers/0.0.0";

    [Fact]
    public async Task What_was_written_before_an_answer_that_has_no_JSON_is_rolled_back()
    {
        await using var host = await RunningHost.Start();
        await host.Send("PUT", "/service?key=%22odd%22", "true");
        await host.Send("PUT", "/service/odd?key=%22answers%22", "false");
        Assert.Equal("200 null", await host.Send(
            "PUT", "/service/odd/answers?key=%220.0.0%22", """
                {"/service/odd/answers": {
                    "keys": {"/state/chain/sync": [{"/state/collection/btree": [
                        [["n", "/state/scalar/value/number/int/64"]]]}]},
                    "add": {"/state/scalar/op/post": [
                        ["write", {"$self/keys": [null, [{"$n": []}]]}],
                        ["zero", {"$x/mul": [0]}],
                        ["result", {"/state/scalar/ref/after": [
                            {"$write": []}, {"$zero/div": [{"$zero": []}]}]}]]}}}
                """));
        Assert.StartsWith(
            "400", await host.Send("POST", $"{Version}/add", """{"n": 1, "x": 1.5}"""),
            StringComparison.Ordinal);
        Assert.Equal("200 0", await host.Send("GET", $"{Version}/keys/count"));
    }
}
