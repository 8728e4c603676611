using System.Text;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Auth;
using TinyChain.Runtime.Execution;
using TinyChain.Runtime.Kernel;
using TinyChain.Runtime.Peers;
using TinyChain.Runtime.Storage;
using TinyChain.Runtime.Transactions;
using TinyChain.Tests.Runtime.Auth;
using Xunit;

namespace TinyChain.Tests.Runtime.Transactions;

/// <summary>
/// A host without HTTP: real transactions and real tokens, with the clock of a test. Whatever is
/// called at it writes one row.
/// </summary>
internal sealed class SignedHost : INetwork, IAsyncDisposable
{
    private readonly MemoryStore _store = new();
    private readonly TimeProvider _time;
    private readonly KeyRing _keys;
    private readonly TokenIssuer _issuer;
    private readonly TokenVerifier _verifier;

    public SignedHost(string address, KeyFrom[] keys, TrustStore trust, TimeProvider time)
    {
        (Address, _time, _keys) = (TestParticipant.LinkOf(address), time, new KeyRing(keys));
        _issuer = TestKeys.Issuer(_keys, time);
        _verifier = new TokenVerifier(
            new Policy(null, null, [address]), trust, TimeSpan.FromMilliseconds(500), time);
        Engine = Start();
    }

    public Link Address { get; }

    public TxnEngine Engine { get; private set; }

    /// <summary>The other host.</summary>
    public SignedHost? Peer { get; set; }

    /// <summary>Does something after each of its answers to a message of that name.</summary>
    public (string Message, Func<Task> Action)? After { get; set; }

    public Txn Begin() => Engine.Runner.Begin(Header(Caller.Anonymous), out _)!;

    /// <summary>Calls the other host in a transaction, as a running op does.</summary>
    public async Task<State> Call(Txn txn)
    {
        var call = Engine.Calls.Begin(txn, out _)!;
        var link = Peer!.Address.Append(
            Id.Of("service"), Id.Of("a"), Id.Of("b"), Id.Of("0.0.0"), Id.Of("write"));
        return await Send(new PeerMessage(Verb.Post, link, call.From)
        {
            Txn = call.Txn,
            Time = call.Time,
            Permits = call.Permits,
        });
    }

    public async ValueTask<State> Send(PeerMessage message)
    {
        var body = BytesOf(message.Body);
        var token = _issuer.Nest(
            message.Caller,
            new OutgoingCall
            {
                Issuer = message.From,
                Audience = Clusters.Of(message.Link),
                Verb = message.Verb,
                Target = message.Link,
                Key = KeyOf(message),
                Body = body,
                Txn = message.Txn?.Id,
                Scopes = message.Permits,
            },
            out var fault);
        Assert.Null(fault);
        return await Peer!.Answer(message, "Bearer " + token);
    }

    public async Task Restart()
    {
        await Engine.DisposeAsync();
        Engine = Start();
    }

    public async ValueTask DisposeAsync()
    {
        await Engine.DisposeAsync();
        _store.Dispose();
    }

    private async Task<State> Answer(PeerMessage message, string token)
    {
        var call = new IncomingCall(
            message.Verb, message.Link, KeyOf(message), message.Txn?.Id, BytesOf(message.Body));
        if (_verifier.Verify(token, call, out var fault) is not { } caller)
            return State.Of(fault!);
        var answer = message.Txn is null
            ? await Control(message, caller) : await Write(message, caller);
        if (After is var (name, action) && message.Link.Path[^1].Text == name) await action();
        return answer;
    }

    private async ValueTask<State> Control(PeerMessage message, Caller caller)
    {
        var handler = new TransactHandler(Engine.Control);
        // Nothing is compiled or called there.
        var context = new CallContext(
            caller, new Txn(default), new Budget(_time, TimeSpan.FromSeconds(9)),
            new Machinery(null!, null!));
        return message.Verb == Verb.Get
            ? await handler.Get(context, message.Link, message.Key)
            : await handler.Post(context, message.Link, message.Body);
    }

    private async Task<State> Write(PeerMessage message, Caller caller)
    {
        var id = message.Txn!.Id;
        var header = Header(caller) with { Id = id, Owner = caller.OwnerOf(id) };
        if (Engine.Runner.Begin(header, out var fault) is not { } txn) return State.Of(fault!);
        fault = await txn.Stored.ClaimWrite(TestParticipant.Row)
            ?? txn.Stored.Set(TestParticipant.Row, [1]);
        await Engine.Runner.End(txn, fault);
        Engine.Runner.Release(txn);
        return fault is null ? State.None : State.Of(fault);
    }

    private TxnHeader Header(Caller caller) => TestEngine.Header() with
    {
        Host = new TxnOwner(Address, _keys.Signing(_time.GetUtcNow()).Public.Kid),
        Link = Link.Local("/service/a/b/0.0.0/write"),
        Caller = caller,
    };

    private TxnEngine Start()
    {
        var engine = TestEngine.Over(_store, _time, this);
        engine.Start();
        return engine;
    }

    private static string? KeyOf(PeerMessage message) =>
        message.Key.IsNone ? null : message.Key.ToString();

    private static byte[] BytesOf(State body) => Encoding.UTF8.GetBytes(body.ToString() ?? "");
}
