using System.Buffers.Binary;
using System.Text;
using TinyChain.Runtime.Ports;

namespace TinyChain.Runtime.Transactions;

/// <summary>
/// The ids that a host gives out: a hybrid clock that goes on where it was over a restart
/// (spec/host.md 1.7, invariant I10). The store holds a time that no id has reached; it is moved
/// ahead before one does.
/// </summary>
public sealed class TxnClock : IDisposable
{
    // So far ahead the store's bound is set: one small write in so much time. After a crash ids run
    // ahead of the wall clock by that, which other hosts must still accept (half a second, see
    // ClockWindow), and theirs of the same time are refused here: for less than a start takes.
    private const ulong ReserveNs = 400_000_000;

    private static readonly byte[] s_record = Encoding.UTF8.GetBytes("host/clock");

    /// <summary>The key of the clock's own entry in the store.</summary>
    internal static KeyRange Record => KeyRange.Of(s_record);

    private readonly TimeProvider _time;
    private readonly IEntropy _entropy;
    private readonly IStore _store;

    // Guards _last and _boundNs: no id is given out twice, and none above the store's bound.
    private readonly Lock _gate = new();
    private TxnId _last;
    private ulong _boundNs;

    public TxnClock(TimeProvider time, IEntropy entropy, IStore store)
    {
        (_time, _entropy, _store) = (time, entropy, store);
        if (store.Get(s_record) is { } record)
            _boundNs = BinaryPrimitives.ReadUInt64BigEndian(record);
        Start = _last = new TxnId(_boundNs, ushort.MaxValue);
    }

    /// <summary>Every id of the time before this start is below it, or it.</summary>
    public TxnId Start { get; }

    /// <summary>Nanoseconds since the Unix epoch, by the wall clock.</summary>
    public ulong NowNs => (ulong)(_time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks * 100;

    /// <summary>No id that was given out or seen is above it.</summary>
    public TxnId Last
    {
        get
        {
            lock (_gate) return _last;
        }
    }

    /// <summary>An id above all that were given out or seen.</summary>
    public TxnId Next()
    {
        Span<byte> nonce = stackalloc byte[2];
        _entropy.Fill(nonce);
        lock (_gate)
        {
            _last = HybridClock.Next(_last, NowNs, BinaryPrimitives.ReadUInt16BigEndian(nonce));
            if (_last.TimeNs >= _boundNs) Reserve(_last.TimeNs + ReserveNs);
            return _last;
        }
    }

    /// <summary>Keeps later ids above one that came from outside.</summary>
    public void Observe(TxnId seen)
    {
        lock (_gate)
        {
            _last = HybridClock.Observe(_last, seen);
            if (_last.TimeNs >= _boundNs) Reserve(_last.TimeNs + ReserveNs);
        }
    }

    /// <summary>Lets the next start go on from here, without a leap.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_last != Start) Reserve(_last.TimeNs + 1);
        }
    }

    private void Reserve(ulong boundNs)
    {
        var record = new byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(record, boundNs);
        _store.Write([new StoreWrite(s_record, record)]);
        _store.Sync();
        _boundNs = boundNs;
    }
}
