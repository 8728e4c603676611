using System.Diagnostics;
using System.Runtime.Versioning;
using TinyChain.Host.Commands;
using Xunit;

namespace TinyChain.Tests.Host;

/// <summary>`tinychain token …`, as a process.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class TokenCommandTests : IDisposable
{
    private const string Users = "http://example.com/service/users";

    private readonly string _folder = Directory.CreateTempSubdirectory("tokens").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_key_is_made_a_token_issued_shown_and_verified()
    {
        var key = Path.Combine(_folder, "users.jwk");
        var made = await Run("token", "keygen", Users, "-o", key);
        Assert.StartsWith(Users + "={\"kty\":\"EC\"", made.Out);
        Assert.DoesNotContain("\"d\"", made.Out + made.Error);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(key));

        var token = (await Run(
            "token", "issue", "--key", key, "--iss", Users, "--aud", "http://127.0.0.1:8702/lib",
            "--scope", "/lib/mine=rw")).Out.Trim();
        var trust = Path.Combine(_folder, "trust.json");
        await File.WriteAllTextAsync(trust,
            $"[{{\"issuer\": \"{Users}\", \"jwk\": {made.Out.Trim()[(Users.Length + 1)..]}}}]");

        var shown = await Run("token", "inspect", token, "--trust_file", trust);
        Assert.Equal(0, shown.Code);
        Assert.Contains("signature: good", shown.Out);
        Assert.Contains("may read, write /lib/mine", shown.Out);
        Assert.Contains("for http://127.0.0.1:8702/lib", shown.Out);
        Assert.Equal(0, (await Run("token", "verify", token, "--trust-file", trust)).Code);

        var bad = await Run("token", "verify", token[..^4] + "AAAA", "--trust-file", trust);
        Assert.Equal(1, bad.Code);
        Assert.Contains("signature", bad.Error);

        File.SetUnixFileMode(key, File.GetUnixFileMode(key) | UnixFileMode.GroupRead);
        var open = await Run(
            "token", "issue", "--key", key, "--iss", Users, "--aud", "http://a/b",
            "--scope", "/a=r");
        Assert.Equal(2, open.Code);
        Assert.Contains("chmod 600", open.Error);
    }

    private static async Task<(int Code, string Out, string Error)> Run(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(
            "dotnet", [typeof(CommandLine).Assembly.Location, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var (output, error) =
            (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }
}
