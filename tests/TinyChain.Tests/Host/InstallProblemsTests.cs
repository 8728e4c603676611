using Xunit;

namespace TinyChain.Tests.Host;

public sealed class InstallProblemsTests
{
    [Fact]
    public async Task An_install_tells_every_problem_with_its_attribute_and_pointer()
    {
        await using var host = await RunningHost.Start();
        await host.Send("PUT", "/lib?key=%22a%22", "false");
        var answer = await host.Send("PUT", "/lib/a?key=%220.0.0%22", """
            {"/lib/a": {
                "good": {"/state/scalar/op/get": ["k", [["r", 1]]]},
                "twice": {"/state/scalar/op/get": ["k", [["r", 1], ["r", 2], ["k", 3]]]},
                "writes": [1, {"/state/scalar/op/delete": ["k", [["r", 1]]]}]
            }}
            """);
        Assert.Equal(
            """400 {"bad_request":{"message":"attribute 'twice': TC2001: two statements or """
            + "parameters are named 'r': rename one of them "
            + """(at /~1lib~1a/twice/~1state~1scalar~1op~1get)","stack":["attribute 'twice': """
            + "TC2001: two statements or parameters are named 'k': rename one of them "
            + """(at /~1lib~1a/twice/~1state~1scalar~1op~1get)","attribute 'writes': """
            + "a library may not define write operations (PUT and DELETE ops); make it a "
            + """service (at /~1lib~1a/writes/1)"]}}""",
            answer);
    }

    [Theory]
    [InlineData("""[["meters", 5], ["r", {"$meter": []}]]""", "$meters")]
    [InlineData("""[["x", 5], ["r", {"$x/ad": [1]}]]""", "add")]
    [InlineData("""[["m", {"foo": 1}], ["r", {"$m/fo": []}]]""", "foo")]
    [InlineData("""[["r", {"/state/scalar/ref/iff": [1]}]]""", "/state/scalar/ref/if")]
    public async Task A_misspelt_name_gets_the_one_that_was_meant(string statements, string meant)
    {
        await using var host = await RunningHost.Start();
        var answer = await host.Send(
            "POST", "/transact/hypothetical", $$"""{"op": {{statements}} }""");
        Assert.StartsWith("404 ", answer);
        Assert.Contains($"did you mean '{meant}'?", answer);
    }
}
