using System.Collections.Immutable;
using System.Text;
using TinyChain.Codegen.Bundles;
using TinyChain.Runtime.Execution;
using TinyChain.Runtime.Kernel;
using TinyChain.Runtime.Kernel.Directories;
using TinyChain.Runtime.Ports;

namespace TinyChain.Host.Hosting;

/// <summary>
/// The bundles that a host serves. Their libraries answer at once; their images run only once this
/// host, or an earlier one over the same data, has compiled the libraries and found the same. That
/// happens in the background (docs/decisions/0015).
/// </summary>
internal sealed class ServedBundles : IAsyncDisposable
{
    private static readonly byte[] s_verified = [1];

    private readonly ImmutableArray<(string File, Bundle Bundle)> _bundles;
    private readonly CancellationTokenSource _stop = new();
    private BundledOps? _ops;

    private ServedBundles(ImmutableArray<(string, Bundle)> bundles) => _bundles = bundles;

    /// <summary>Completes when the background work has.</summary>
    internal Task Verified { get; private set; } = Task.CompletedTask;

    /// <exception cref="StartException">A file can't be read, or is refused.</exception>
    internal static ServedBundles Read(ImmutableArray<string> files) =>
        new([.. files.Select(file => (file, Read(file)))]);

    /// <summary>
    /// Adds the libraries to those installed. Returns where compiled ops come from then.
    /// </summary>
    /// <exception cref="StartException">Another definition is installed in a place.</exception>
    internal ICompiledOps Serve(LibraryHandler handler, ICompiledOps ops)
    {
        if (_bundles.IsEmpty) return ops;
        foreach (var (file, bundle) in _bundles)
        {
            BundledVersion[] versions =
            [
                .. bundle.Libraries.Select(library => new BundledVersion(
                    library.Path, library.Version,
                    VersionEntry.Of(() => library.Content, library.Encoding.Span))),
            ];
            if (handler.AddBundled(versions) is { } problem)
                throw new StartException($"{file} can't be served: {problem}");
        }

        return _ops = new BundledOps(ops);
    }

    /// <summary>
    /// Lets the images run that were verified before, and starts on the others.
    /// </summary>
    internal void Verify(IStore store, ILogger log)
    {
        var unknown = _bundles.Where(b => store.Get(KeyOf(b.Bundle)) is null).ToList();
        foreach (var (_, bundle) in _bundles.Except(unknown)) _ops!.Add(bundle);
        if (unknown.Count == 0) return;
        Verified = Task.Factory.StartNew(
            () =>
            {
                // Requests come first.
                Thread.CurrentThread.Priority = ThreadPriority.BelowNormal;
                foreach (var (file, bundle) in unknown) Verify(file, bundle, store, log);
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Verified;
        _stop.Dispose();
    }

    private static Bundle Read(string file)
    {
        try
        {
            return Bundle.Read(System.IO.File.ReadAllBytes(file), out var problem)
                ?? throw new StartException($"{file} {problem}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartException($"{file} can't be read: {e.Message}", e);
        }
    }

    private void Verify(string file, Bundle bundle, IStore store, ILogger log)
    {
        try
        {
            var problems = BundleVerifier.Problems(
                bundle, _ => _stop.Token.ThrowIfCancellationRequested());
            foreach (var problem in problems) Log.Forged(log, file, problem);
            if (problems.Count > 0) return;
            store.Write([new StoreWrite(KeyOf(bundle), s_verified)]);
            store.Sync();
            _ops!.Add(bundle);
            Log.Verified(log, file);
        }
        catch (OperationCanceledException)
        {
            // The next host over this data verifies from the start.
        }
        catch (Exception bug)
        {
            Log.NotVerified(log, bug, file);
        }
    }

    private static byte[] KeyOf(Bundle bundle) =>
        Encoding.UTF8.GetBytes($"bundle/{BundleVerifier.RecordOf(bundle)}");
}
