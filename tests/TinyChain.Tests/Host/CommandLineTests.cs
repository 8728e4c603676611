using System.Net;
using System.Net.Sockets;
using Xunit;

namespace TinyChain.Tests.Host;

/// <summary>The program's flags and its refusals, as a user meets them.</summary>
public sealed class CommandLineTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("did you mean '--http-port'?", "serve", "--http-prot=1")]
    [InlineData("did you mean 'serve'?", "server")]
    [InlineData("--http-port takes a number", "--http_port=many")]
    [InlineData("--request-ttl takes seconds", "serve", "--request_ttl", "-1")]
    [InlineData("--http-port was given 2 times", "--http-port=1", "--http-port=2")]
    [InlineData("--insecure", "--address=0.0.0.0")]
    [InlineData("can't be made", "--http-port=0", "--data-dir=/dev/null/data")]
    [InlineData("no address 192.0.2.1", "--address=192.0.2.1", "--insecure", "--http-port=0")]
    [InlineData("is no stage", "inspect", "-", "--stage=x")]
    [InlineData("--debug shows the code", "--address=0.0.0.0", "--insecure", "--debug")]
    [InlineData("/dev/null/x can't be read", "inspect", "/dev/null/x")]
    public async Task A_mistake_is_one_line_and_exit_code_2(string part, params string[] arguments)
    {
        var (code, output, errors) = await HostProcess.Run(arguments);
        AssertRefused(part, code, errors);
        Assert.Empty(output);
    }

    [Theory]
    [InlineData("--cost", "get (x)\n  formula   1, where x is a number\n")]
    [InlineData(
        "--cost=5", "get (x)\n  formula   1, where x is a number\n  measured  1 → 25\n")]
    public async Task The_cost_of_an_op_is_a_formula_and_a_figure(string cost, string report)
    {
        var file = Path.Combine(_folder.Path, "op.json");
        await File.WriteAllTextAsync(
            file, """{"/state/scalar/op/get": ["x", [{"$x/mul": [{"$x": []}]}]]}""");
        Assert.Equal((0, report, ""), await HostProcess.Run("inspect", file, cost));
    }

    [Fact]
    public async Task A_used_port_is_named()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var (code, _, errors) = await HostProcess.Run(
            $"--http-port={((IPEndPoint)other.LocalEndpoint).Port}", $"--data-dir={_folder.Path}");
        AssertRefused("is in use; stop what listens there", code, errors);
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public async Task A_data_directory_has_one_host()
    {
        using var host = await HostProcess.Serve(_folder.Path);
        var (code, _, errors) = await HostProcess.Run(
            "--http-port=0", $"--data-dir={_folder.Path}");
        AssertRefused("is in use by another host", code, errors);
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_refused()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, "tinychain.db"), "Dear diary, …");
        var (code, _, errors) = await HostProcess.Run(
            "--http-port=0", $"--data-dir={_folder.Path}");
        AssertRefused("is not a database", code, errors);
    }

    [Fact]
    public async Task Version_and_help_are_printed()
    {
        var version = await HostProcess.Run("--version");
        Assert.Equal(0, version.ExitCode);
        Assert.Matches(@"^\d+\.\d+\.\d+", version.Output);
        var help = await HostProcess.Run("--help");
        Assert.Equal((0, ""), (help.ExitCode, help.Errors));
        Assert.Contains("Examples:", help.Output);
        Assert.Contains("--data-dir", (await HostProcess.Run("serve", "--help")).Output);
    }

    [Theory]
    [InlineData("--http_port=0", "--data_dir={0}")]
    [InlineData("--http-port", "0", "--data-dir", "{0}")]
    [InlineData("serve", "--http_port", "0", "--data_dir", "{0}", "--insecure")]
    public async Task A_flag_is_spelled_either_way(params string[] arguments)
    {
        var data = Path.Combine(_folder.Path, "data");
        using var host = await HostProcess.Start(
            [.. arguments.Select(a => a.Replace("{0}", data, StringComparison.Ordinal))]);
        Assert.EndsWith(data, host.Announcement);
        Assert.True(Directory.Exists(data));
    }

    [Fact]
    public async Task The_command_line_beats_the_environment()
    {
        var (mine, other) = (Path.Combine(_folder.Path, "a"), Path.Combine(_folder.Path, "b"));
        using var host = await HostProcess.Start(
            ["--data_dir", mine], "TINYCHAIN_HTTP_PORT=0", $"TINYCHAIN_DATA_DIR={other}");
        Assert.EndsWith(mine, host.Announcement);
        Assert.False(Directory.Exists(other));
    }

    private static void AssertRefused(string part, int code, string errors)
    {
        Assert.Equal(2, code);
        Assert.StartsWith("tinychain: ", errors);
        Assert.Contains(part, errors);
        Assert.Equal(errors.Length - 1, errors.IndexOf('\n', StringComparison.Ordinal));
    }
}
