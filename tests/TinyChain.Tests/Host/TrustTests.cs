using TinyChain.Host.Options;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Auth;
using TinyChain.Tests.Runtime.Auth;
using Xunit;

namespace TinyChain.Tests.Host;

/// <summary>What an operator says of whom to believe, and is told of a host that is open.</summary>
public sealed class TrustTests : IDisposable
{
    private const string Users = "http://example.com/service/users";

    private static readonly SigningKey s_key = TestKeys.OfScalar(0x2001);

    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData(";/service/shop,/service/bank", "/service/shop", "/service/bank")]
    public void An_issuer_is_given_in_one_line(string behind, params string[] paths)
    {
        var options = ServeOptionsReader.Read(
            new Dictionary<Flag, IReadOnlyList<string>>
            {
                [Flags.Trust] = [$"{Users}={s_key.Public.ToJwk()}{behind}"],
            },
            out var problem);
        Assert.Null(problem);
        var issuer = Assert.Single(options!.Trust);
        Assert.Equal(AuthWorld.Parse(Users), issuer.Issuer);
        Assert.Equal(s_key.Public, issuer.Key);
        Assert.Equal(paths.Select(Link.Local), issuer.Paths.AsEnumerable());
    }

    [Fact]
    public async Task A_file_names_issuers_too()
    {
        var file = Path.Combine(_folder.Path, "trust.json");
        await File.WriteAllTextAsync(file, $$"""
            [{"issuer": "{{Users}}", "jwk": {{s_key.Public.ToJwk()}}, "paths": ["/lib/mine"]}]
            """);
        using var host = await HostProcess.Serve(
            _folder.Path, "--owner=http://owner.test/service/root", $"--trust_file={file}");
        using var client = new HttpClient();
        async Task<int> Put(string target, string? token)
        {
            using var request = new HttpRequestMessage(
                HttpMethod.Put, new Uri(host.Address, target))
                {
                    Content = new ByteArrayContent("true"u8.ToArray()),
                };
            if (token is not null) request.Headers.Authorization = new("Bearer", token);
            using var answer = await client.SendAsync(request);
            return (int)answer.StatusCode;
        }

        var token = TestKeys.Issuer(s_key, TimeProvider.System).Issue(new TokenRequest
        {
            Issuer = AuthWorld.Parse(Users),
            Audience = AuthWorld.Parse(host.Address.GetLeftPart(UriPartial.Authority)),
            Scopes = [new(Link.Local("/lib/mine"), Scope.Write)],
            Lifetime = TimeSpan.FromSeconds(60),
        });
        Assert.Equal(401, await Put("/lib/mine?key=%22a%22", null));
        // It is let in, and there is no such directory.
        Assert.Equal(404, await Put("/lib/mine?key=%22a%22", token));
        Assert.Equal(403, await Put("/lib?key=%22mine%22", token));
    }

    [Fact]
    public async Task A_host_that_is_open_to_a_network_says_so_twice()
    {
        const string warning = "this host is open: it has no owner";
        using var host = await HostProcess.Serve(
            _folder.Path, "--address=0.0.0.0", "--insecure");
        await host.Signal("TERM");
        var (code, errors, output) = await host.EndWithOutput();
        Assert.Equal(0, code);
        Assert.Contains("tinychain: " + warning, errors);
        // And in the log, which may be kept elsewhere.
        Assert.Equal(3, (errors + output).Split(warning).Length);
    }

    [Fact]
    public async Task A_host_that_only_this_machine_reaches_warns_of_nothing()
    {
        using var host = await HostProcess.Serve(_folder.Path);
        await host.Signal("TERM");
        var (_, errors, output) = await host.EndWithOutput();
        Assert.DoesNotContain("this host is open", errors + output);
    }
}
