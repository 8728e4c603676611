using System.Net;
using TinyChain.Codegen;
using TinyChain.Host.Debug;
using TinyChain.Host.Http;
using TinyChain.Host.Options;
using TinyChain.Ir;
using TinyChain.Ir.Diagnostics;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Auth;
using TinyChain.Runtime.Chains;
using TinyChain.Runtime.Execution;
using TinyChain.Runtime.Kernel;
using TinyChain.Runtime.Kernel.Checks;
using TinyChain.Runtime.Kernel.Directories;

namespace TinyChain.Host.Hosting;

/// <summary>Puts the parts of a host together; the only place where they all meet.</summary>
internal static class PipelineBuilder
{
    // Four bodies of the greatest size, each with the half that it outgrew.
    private const long LargeBytes = 6 * Limits.BodyBytes;

    /// <summary>
    /// The path of requests, the debug pages where they are wanted, and what is done beside them.
    /// </summary>
    internal static (RequestPipeline Pipeline, DebugPages? Debug, WarmUp WarmUp) Build(
        ServeOptions options, Uri address, HostStore stored, ILogger log, ServedBundles bundles)
    {
        var (store, time, entropy) = (stored.Store, TimeProvider.System, new SystemEntropy());
        string[] authorities = [.. Authorities(options, address)];
        var listening = address.GetLeftPart(UriPartial.Authority);
        Check.That(
            Link.TryParse(options.PublicUrl ?? listening, out var self, out _),
            "a host's address is a link");
        var replica = Replica.Load(store, entropy, self!);
        var reports = new Reports(problem => Log.Damage(log, problem))
        {
            Installed = line => Log.Installed(log, line),
            Doubtful = line => Log.Doubtful(log, line),
        };
        var libraries = new LibraryHandler(
            new DirectoryStore(store, Id.Of("lib")), replica, reports);
        var classes = new ClassHandler(
            new DirectoryStore(store, Id.Of("class")), replica, reports);
        // Before those of bundles, which bring code along.
        var services = new ServiceHandler(
            new DirectoryStore(store, Id.Of("service")), replica, reports,
            new BlockRoller(stored.Txns.Retries.Run, reports.Damaged));
        var kept = libraries.Ops().Concat(classes.Ops()).Concat(services.Ops());
        var cache = new OpCache(options.Compiler with { Report = p => Log.Compiler(log, p) });
        var ops = bundles.Serve(libraries, cache);
        var trust = Trust.Of(options, authorities, entropy, time);
        stored.Network.Signer = trust.SignerOf;
        var router = new Router(
            new Dictionary<string, Handler>
            {
                ["state"] = new StateHandler(),
                ["error"] = new ErrorHandler(),
                ["transact"] = new TransactHandler(stored.Txns.Control),
                ["host"] = new HostHandler(
                    trust.Keys, time,
                    link => libraries.Find(link) ?? classes.Find(link) ?? services.Find(link),
                    ForOperators(options, stored, trust.Policy, log)),
                ["lib"] = libraries,
                ["class"] = classes,
                ["service"] = services,
            },
            authorities, new Egress(stored.Network, stored.Txns.Calls));
        var room = new Room(LargeBytes);
        var door = new Door(
            new RequestReader(new SiteGuard(authorities), room),
            new BodyParser(new ParsedOps(options.Compiler.Capacity, options.Compiler.MaxBytes)),
            new Deadline(time, options.RequestTtl), new LongRuns(time), room)
        {
            Verifier = trust.Verifier,
        };
        var machinery = new Machinery(ops, router);
        var pipeline = new RequestPipeline(
            door, machinery, router,
            () => new RequestTxn(stored.Txns, new TxnOwner(self!, trust.OwnersKey)), log);
        var installed = new InstalledOps(router, machinery, time);
        var warmUp = new WarmUp(new Samples(router, time), kept, ops)
        {
            MaxOps = options.Compiler.Capacity / 2,
            RunsSamples = options.RunsSamples,
            Chains = new LinkCheck(store).Chains(),
            Report = reports.Damaged,
        };
        var debug = options.Debug
            ? new DebugPages(door.Reader, installed, cache, stored.Txns.Commits) : null;
        return (pipeline, debug, warmUp);
    }

    // What operators decide is in the log, too.
    private static TransactionsPage ForOperators(
        ServeOptions options, HostStore stored, Policy policy, ILogger log)
    {
        stored.Txns.Resolutions.Made = made => Log.Resolved(log, made);
        stored.Txns.Resolutions.Mismatched = made => Log.Mismatched(log, made);
        return new TransactionsPage(stored.Txns, policy, TimeProvider.System)
        {
            IsPublic = !IPAddress.IsLoopback(options.Address),
        };
    }

    // A link to any of these means this host.
    private static IEnumerable<string> Authorities(ServeOptions options, Uri address)
    {
        yield return address.GetLeftPart(UriPartial.Authority);
        if (options.PublicUrl is { } url) yield return url;
        if (!address.IsLoopback && !options.Address.Equals(IPAddress.Any)
            && !options.Address.Equals(IPAddress.IPv6Any)) yield break;
        foreach (var name in new[] { "localhost", "127.0.0.1", "[::1]" })
            yield return $"http://{name}:{address.Port}";
    }
}
