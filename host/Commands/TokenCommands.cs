using TinyChain.Host.Hosting;
using TinyChain.Ir;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Auth;

namespace TinyChain.Host.Commands;

/// <summary>`tinychain token keygen`, `inspect` and `verify`. No private key is ever printed.
/// </summary>
internal static class TokenCommands
{
    /// <summary>The token is not good, and stderr says why.</summary>
    private const int Bad = 1;

    internal static int Keygen(string issuer, string? output, string? dataDir, int signsIn)
    {
        if (!IsIssuer(issuer)) return CommandLine.Fail(NoIssuer(issuer));
        if (output is null == (dataDir is null))
            return CommandLine.Fail("keygen needs -o FILE, or --data-dir DIR");
        if (signsIn is < 0 or > 86_400 * 30)
            return CommandLine.Fail("--signs-in takes seconds, at most 30 days");
        var key = SigningKey.Generate(new SystemEntropy());
        try
        {
            if (output is not null) KeyFiles.WriteWhole(output, key.ToPrivateJwk() + "\n");
            else output = KeyFiles.Write(
                KeyFiles.DirectoryIn(dataDir!), key,
                TimeProvider.System.GetUtcNow().AddSeconds(signsIn));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return CommandLine.Fail($"the key can't be written: {e.Message}");
        }

        Console.Error.WriteLine(
            $"the private key is in {output}; the public one goes behind --trust:");
        Console.WriteLine($"{issuer}={key.Public.ToJwk()}");
        return 0;
    }

    internal static int Inspect(string token, string? trustFile) => WithTrust(trustFile, trust =>
    {
        var problem = TokenTree.Print(Text(token), trust, TimeProvider.System.GetUtcNow());
        return problem is null ? 0 : Refuse(problem);
    });

    internal static int Verify(string token, string trustFile) => WithTrust(trustFile, trust =>
    {
        var skew = TimeSpan.FromMilliseconds(500);
        var layers = TokenVerifier.CheckChain(
            Text(token), trust!, (TimeProvider.System.GetUtcNow(), skew), out var fault);
        if (layers is null) return Refuse(fault!.Message);
        Console.WriteLine(layers.Value.Length == 1 ? "the token is good"
            : $"the token is good, and so are its {layers.Value.Length} layers");
        return 0;
    });

    internal static bool IsIssuer(string text) =>
        Link.TryParse(text, out var link, out _) && link.Host is not null && !link.Path.IsEmpty;

    internal static string NoIssuer(string text) =>
        $"'{text}' is no issuer: it must be a link with a host and a path, such as "
        + "http://example.com/service/users";

    private static int WithTrust(string? file, Func<TrustStore?, int> run)
    {
        try
        {
            return run(file is null ? null : new TrustStore(TrustFile.Read(file)));
        }
        catch (StartException e)
        {
            return CommandLine.Fail(e.Message);
        }
    }

    private static string Text(string token)
    {
        if (token != "-") return token.Trim();
        // One more than is allowed, so that the length is refused, and not the form.
        var text = new char[Limits.TokenBytes + 1];
        var count = Console.In.ReadBlock(text);
        return new string(text, 0, count).Trim();
    }

    private static int Refuse(string problem)
    {
        Console.Error.WriteLine($"tinychain: {problem}");
        return Bad;
    }
}
