using System.Text;
using System.Text.Json;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Auth;
using TinyChain.Tests.Host;
using TinyChain.Tests.Runtime.Auth;

namespace TinyChain.Tests.Widgets;

/// <summary>One of the five: a process that has an owner, behind a proxy.</summary>
internal sealed class WidgetHost(string name, string item, int number) : IDisposable
{
    private static readonly HttpClient s_client = new() { Timeout = TimeSpan.FromSeconds(60) };

    private readonly ScratchFolder _folder = new();
    private readonly SemaphoreSlim _gate = new(1, 1);
    private HostProcess? _process;
    private string? _trust;

    public string Name => name;

    /// <summary>Its service, such as /service/shop/retailer.</summary>
    public string Item => item;

    public FaultProxy Proxy { get; } = new(name);

    public SigningKey Key { get; } = TestKeys.OfScalar(0x5001 + number);

    /// <summary>Signs in its place: one for all tests, so that no two layers have one id.</summary>
    public TokenIssuer Issuer { get; } =
        TestKeys.Issuer(TestKeys.OfScalar(0x5001 + number), TimeProvider.System);

    public SigningKey OwnersKey { get; } = TestKeys.OfScalar(0x6001 + number);

    public string Owner => $"http://{name}.com/owner";

    /// <summary>The service by its absolute link.</summary>
    public Link Cluster => AuthWorld.Parse(Url(item));

    /// <summary>An absolute link to a path of the host.</summary>
    public string Url(string path) => Proxy.Address.GetLeftPart(UriPartial.Authority) + path;

    /// <summary>
    /// Has it run and believe these: starts it, also again after <see cref="Kill"/>.
    /// </summary>
    public async Task Start(string trust)
    {
        await _gate.WaitAsync();
        try
        {
            if (_process is not null && _trust == trust) return;
            await End();
            _trust = trust;
            WriteKey();
            var file = Path.Combine(_folder.Path, "trust.json");
            await File.WriteAllTextAsync(file, trust);
            _process = await HostProcess.Serve(
                _folder.Path, $"--owner={Owner}", $"--trust-file={file}", "--log-level=error",
                "--request-ttl=30", "--txn-ttl-ms=30000", $"--public-url={Url("")}");
            Proxy.Target = _process.Address;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>kill -9; nothing happens to one that is dead.</summary>
    public async Task Kill()
    {
        await _gate.WaitAsync();
        try
        {
            await End();
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>What its owner sends it; `status body`. Not by the proxy.</summary>
    public Task<string> AsOwner(string method, string target, string? body = null) => Send(
        new Uri(Proxy.Target!, target), Request(method, body, OwnersToken()));

    /// <summary>
    /// What anybody reads; not by the proxy. The host may take so long for it where that is said.
    /// </summary>
    public Task<string> Read(string target, TimeSpan? within = null) =>
        Send(new Uri(Proxy.Target!, target), Request("GET", within: within));

    /// <summary>By the proxy, as others send; its transaction gets the time that is said.</summary>
    public Task<string> Send(
        string method, string target, string? body, string? token, TimeSpan? within = null) =>
        Send(new Uri(Proxy.Address, target), Request(method, body, token, within));

    /// <summary>
    /// A POST whose client goes away. Not by the proxy, which would not go with it.
    /// </summary>
    public Task<string> PostUntil(
        string target, string? body, string? token, CancellationToken gone) =>
        Send(new Uri(Proxy.Target!, target), Request("POST", body, token), gone);

    /// <summary>The number at a place of a row, or the number itself.</summary>
    public async Task<long> Number(string path, int? place = null)
    {
        var answer = await Read(path);
        if (!answer.StartsWith("200 ", StringComparison.Ordinal))
            throw new HttpRequestException($"{name}{path}: {answer}");
        using var json = JsonDocument.Parse(answer[4..]);
        return (place is { } at ? json.RootElement[at] : json.RootElement).GetInt64();
    }

    public void Dispose()
    {
        Proxy.Dispose();
        _process?.Dispose();
        _folder.Dispose();
        _gate.Dispose();
    }

    /// <summary>A key of its own, so that the others can be told before it starts.</summary>
    private void WriteKey()
    {
        var file = Path.Combine(_folder.Path, "keys", "20200101T000000Z-test.jwk");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, Key.ToPrivateJwk());
        if (OperatingSystem.IsWindows()) return;
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    private string OwnersToken() => TestKeys.Issuer(OwnersKey, TimeProvider.System).Issue(
        new TokenRequest
        {
            Issuer = AuthWorld.Parse(Owner),
            Audience = AuthWorld.Parse(Url("")),
            Scopes = [new Scope(Link.Local("/service"), Scope.All)],
            Lifetime = TimeSpan.FromMinutes(5),
        });

    private async Task End()
    {
        if (_process is null) return;
        await _process.Kill();
        _process.Dispose();
        _process = null;
    }

    private static HttpRequestMessage Request(
        string method, string? body = null, string? token = null, TimeSpan? within = null)
    {
        var request = new HttpRequestMessage { Method = new HttpMethod(method) };
        if (token is not null) request.Headers.Authorization = new("Bearer", token);
        if (body is not null) request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        if (within is { } time)
            request.Headers.Add("TinyChain-Time-Ms", $"{(long)time.TotalMilliseconds}");
        return request;
    }

    private static async Task<string> Send(
        Uri uri, HttpRequestMessage request, CancellationToken gone = default)
    {
        using var _ = request;
        request.RequestUri = uri;
        using var response = await s_client.SendAsync(request, gone);
        var text = await response.Content.ReadAsStringAsync(gone);
        return $"{(int)response.StatusCode} {text.TrimEnd('\n')}";
    }
}
