using System.Collections.Immutable;
using TinyChain.Host.Hosting;
using TinyChain.Ir;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Auth;

namespace TinyChain.Host.Commands;

/// <summary>`tinychain token issue`: signs a token with the key of a file.</summary>
internal static class IssueCommand
{
    private const int MostSeconds = 30 * 86_400;

    /// <summary>What was asked for, in the command line's words.</summary>
    internal sealed record Order(
        string Issuer, string Audience, string[] Scopes, int Ttl, bool Once);

    internal static int Run(string keyFile, Order order)
    {
        if (Read(order, out var problem) is not { } request) return CommandLine.Fail(problem!);
        try
        {
            var time = TimeProvider.System;
            var keys = new KeyRing([new KeyFrom(KeyFiles.Read(keyFile), time.GetUtcNow())]);
            var token = new TokenIssuer(keys, time, new SystemEntropy()).Issue(request);
            if (token.Length > Limits.TokenBytes)
            {
                return CommandLine.Fail(
                    $"the token would be longer than {Limits.TokenBytes} bytes");
            }

            Console.WriteLine(token);
            return 0;
        }
        catch (Exception e) when (
            e is StartException or IOException or UnauthorizedAccessException)
        {
            return CommandLine.Fail(e.Message);
        }
    }

    private static TokenRequest? Read(Order order, out string? problem)
    {
        problem = null;
        var scopes = ImmutableArray.CreateBuilder<Scope>();
        foreach (var text in order.Scopes)
        {
            if (ReadScope(text) is { } scope) scopes.Add(scope);
            else problem = $"--scope takes PATH=rwx, such as /lib/mine=rw, not '{text}'";
        }

        if (scopes.Count > Limits.TokenScopes)
            problem = $"a token allows at most {Limits.TokenScopes} paths";
        if (order.Ttl is < 1 or > MostSeconds) problem = "--ttl takes seconds, at most 30 days";
        if (!Link.TryParse(order.Audience, out var audience, out _) || audience.Host is null)
            problem = "--aud takes a link with its host, such as http://127.0.0.1:8702/lib";
        if (!TokenCommands.IsIssuer(order.Issuer)) problem = TokenCommands.NoIssuer(order.Issuer);
        if (problem is not null || !Link.TryParse(order.Issuer, out var issuer, out _)) return null;
        return new TokenRequest
        {
            Issuer = issuer,
            Audience = audience!,
            Scopes = scopes.ToImmutable(),
            Lifetime = TimeSpan.FromSeconds(order.Ttl),
            Once = order.Once,
        };
    }

    private static Scope? ReadScope(string text)
    {
        var equals = text.LastIndexOf('=');
        if (equals <= 0 || equals == text.Length - 1 || text[0] != '/'
            || !Link.TryParse(text[..equals], out var path, out _)) return null;
        var mode = 0;
        foreach (var letter in text.AsSpan(equals + 1))
        {
            var bit = letter switch
            {
                'r' => Scope.Read,
                'w' => Scope.Write,
                'x' => Scope.Execute,
                _ => 0,
            };
            if (bit == 0) return null;
            mode |= bit;
        }

        return new Scope(path, mode);
    }
}
