using System.Text;
using Microsoft.Extensions.Logging;
using TinyChain.Codegen.Bundles;
using TinyChain.Host.Hosting;
using TinyChain.Host.Options;
using TinyChain.Runtime.Ports;
using TinyChain.Runtime.Storage;
using TinyChain.Tests.Codegen.Bundles;
using TinyChain.Tests.Tidy;
using Xunit;

namespace TinyChain.Tests.Host;

/// <summary>Bundles as an operator meets them: compiled, served, verified, refused.</summary>
public sealed class BundleTests : IDisposable
{
    private readonly ScratchFolder _folder = new();
    private readonly HttpClient _client = new();

    public void Dispose()
    {
        _client.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_bundle_is_compiled_verified_listed_and_served()
    {
        var bundle = InFolder("demo.tcb");
        var compiled = await HostProcess.Run(
            "compile", Path.Combine(Repo.Root, "samples"), "-o", bundle);
        Assert.Equal((0, ""), (compiled.ExitCode, compiled.Errors));
        var verified = await HostProcess.Run("verify", bundle);
        Assert.Equal(
            $"{bundle}: everything is what its libraries compile to\n", verified.Output);
        Assert.Contains(
            "/lib/demo/units/0.0.0", (await HostProcess.Run("inspect", bundle)).Output);
        using var host = await HostProcess.Serve(InFolder("data"), "--bundle", bundle);
        Assert.Equal("32.8\n", await Get(host.Address, "/lib/demo/units/0.0.0/to_feet?key=10"));
    }

    [Fact]
    public async Task All_mistakes_of_all_files_are_shown_where_they_are()
    {
        await Write("a.json", """
            {"/lib/x/a": {
              "twice": {"/state/scalar/op/get": ["k", [["r", 1], ["r", 2]]]}
            }}
            """);
        await Write("b.json", "{\"/lib/x/b\": {\"c\": [1,}}");
        var (code, output, errors) = await HostProcess.Run("compile", _folder.Path, "--check");
        Assert.Equal((1, ""), (code, output));
        Assert.Contains($"{InFolder("a.json")}:2:", errors);
        Assert.Contains($"{InFolder("b.json")}:1:", errors);
        Assert.Contains("  ^", errors);
    }

    [Fact]
    public async Task Two_files_may_not_define_one_version()
    {
        await Write("a.json", "{\"/lib/x/a\": {\"v\": 1}}");
        await Write("b.json", "{\"/lib/x/a/0.0.0\": {\"v\": 2}}");
        var (code, _, errors) = await HostProcess.Run("compile", _folder.Path, "--check");
        Assert.Equal(1, code);
        Assert.Contains("/lib/x/a/0.0.0 is defined in", errors);
    }

    [Theory]
    [InlineData("serve", "--http-port=0", "--data-dir={0}/data", "--bundle={0}/bad.tcb")]
    [InlineData("verify", "{0}/bad.tcb")]
    [InlineData("inspect", "{0}/bad.tcb")]
    public async Task A_damaged_bundle_is_refused_in_one_line(params string[] arguments)
    {
        var file = BundleCompiler.Build(Libraries.Samples, BundleEmit.Il);
        file[^1]++;
        await File.WriteAllBytesAsync(InFolder("bad.tcb"), file);
        var (code, output, errors) = await HostProcess.Run([.. arguments.Select(
            a => a.Replace("{0}", _folder.Path, StringComparison.Ordinal))]);
        Assert.Equal(
            (2, "", $"tinychain: {InFolder("bad.tcb")} is damaged in its symbols; "
                + "copy or compile it again\n"),
            (code, output, errors));
    }

    [Fact]
    public async Task A_true_image_is_recorded_and_a_forged_one_never_runs()
    {
        var genuine = BundleCompiler.Build(Libraries.Samples, BundleEmit.Il);
        Assert.True(await IsRecorded(genuine));
        Assert.False(await IsRecorded(Libraries.Forged()));
    }

    [Fact]
    public async Task What_is_bundled_is_as_if_installed()
    {
        var data = InFolder("data");
        await using (var host = await Serve(data, BundleCompiler.Build(
            Libraries.Samples, BundleEmit.Il)))
        {
            Assert.Equal("200 null", await Put(host, "/lib", "demo", "true"));
            Assert.Equal("200 null", await Install(host, Repo.Read("samples/units.json"), "0.0.0"));
            Assert.StartsWith("400", await Install(host, "{\"/lib/demo/units\": {}}", "0.0.0"));
            Assert.Equal(
                "200 null", await Install(host, "{\"/lib/demo/units\": {\"a\": 1}}", "0.0.1"));
        }

        await using var bare = await Serve(data, null);
        Assert.Equal("1\n", await Get(bare.Address, "/lib/demo/units/0.0.1?key=%22a%22"));
        Assert.Contains("not_found", await Get(bare.Address, "/lib/demo/units/0.0.0?key=%22a%22"));
    }

    [Fact]
    public async Task A_bundle_that_contradicts_what_is_installed_is_refused()
    {
        var data = InFolder("data");
        await using (var host = await Serve(data, null))
        {
            await Put(host, "/lib", "demo", "true");
            await Put(host, "/lib/demo", "units", "false");
            await Install(host, "{\"/lib/demo/units\": {\"a\": 1}}", "0.0.0");
        }

        var file = BundleCompiler.Build(Libraries.Samples, BundleEmit.Il);
        var refusal = await Assert.ThrowsAsync<StartException>(() => Serve(data, file));
        Assert.EndsWith(
            "/lib/demo/units/0.0.0 is installed already, with another definition",
            refusal.Message);
    }

    private string InFolder(string name) => Path.Combine(_folder.Path, name);

    private Task Write(string name, string text) => File.WriteAllTextAsync(InFolder(name), text);

    /// <summary>Whether a bundle is verified; it answers right before and after.</summary>
    private async Task<bool> IsRecorded(byte[] bundle)
    {
        var store = new MemoryStore();
        await File.WriteAllBytesAsync(InFolder("one.tcb"), bundle);
        await using var host = await TinyChainHost.StartAsync(new ServeOptions
        {
            HttpPort = 0,
            Store = store,
            LogLevel = LogLevel.None,
            Bundles = [InFolder("one.tcb")],
        });
        const string Target = "/lib/demo/units/0.0.0/to_feet?key=10";
        Assert.Equal("32.8\n", await Get(host.Address, Target));
        await host.BundlesVerified;
        Assert.Equal("32.8\n", await Get(host.Address, Target));
        Assert.Equal("34.44\n", await Get(host.Address, Target + ".5"));
        return store.Scan(KeyRange.Under("bundle/"u8.ToArray()), 2).Count == 1;
    }

    private async Task<TinyChainHost> Serve(string data, byte[]? bundle)
    {
        if (bundle is not null) await File.WriteAllBytesAsync(InFolder("one.tcb"), bundle);
        return await TinyChainHost.StartAsync(new ServeOptions
        {
            HttpPort = 0,
            DataDir = data,
            LogLevel = LogLevel.None,
            Bundles = bundle is null ? [] : [InFolder("one.tcb")],
        });
    }

    private async Task<string> Get(Uri host, string target)
    {
        using var response = await _client.GetAsync(new Uri(host, target));
        return await response.Content.ReadAsStringAsync();
    }

    private Task<string> Install(TinyChainHost host, string body, string version) =>
        Put(host, "/lib/demo/units", version, body);

    private async Task<string> Put(TinyChainHost host, string parent, string key, string body)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        using var response = await _client.PutAsync(
            new Uri(host.Address, $"{parent}?key=%22{key}%22"), content);
        var text = await response.Content.ReadAsStringAsync();
        return $"{(int)response.StatusCode} {text.TrimEnd('\n')}";
    }
}
