using TinyChain.Host.Hosting;
using TinyChain.Host.Options;
using TinyChain.Runtime.Storage;

namespace TinyChain.Host.Commands;

/// <summary>`tinychain serve`: starts a host, says where it is, and waits for the end.</summary>
internal static class ServeCommand
{
    internal static async Task<int> Run(IReadOnlyDictionary<Flag, IReadOnlyList<string>> texts)
    {
        var options = ServeOptionsReader.Read(texts, out var problem);
        if (options is null) return CommandLine.Fail(problem!);
        TinyChainHost host;
        try
        {
            host = await TinyChainHost.StartAsync(options with { RunsSamples = true });
        }
        catch (Exception e) when (e is StoreException or StartException)
        {
            return CommandLine.Fail(e.Message);
        }

        await using (host)
        {
            Announce(host, options);
            await host.WaitForStop();
        }

        return 0;
    }

    private static void Announce(TinyChainHost host, ServeOptions options)
    {
        var address = host.Address.GetLeftPart(UriPartial.Authority);
        var version = typeof(ServeCommand).Assembly.GetName().Version?.ToString(3);
        Console.WriteLine($"TinyChain {version} listens on {address}; its data is in "
            + Path.GetFullPath(options.DataDir));
        Console.WriteLine(
            $"try: curl '{address}/state/scalar/value/string?key=%22Hello%2C%20World%21%22'");
        if (OpenHost.Warning(options) is { } warning)
            Console.Error.WriteLine($"tinychain: {warning}");
        if (!options.WithoutEffect.IsEmpty)
            Console.WriteLine("no effect in this version: "
                + string.Join(", ", options.WithoutEffect.Select(f => f.Option)));
    }
}
