namespace TinyChain.Host.Simulation;

/// <summary>
/// Judges a list-append history in the manner of Elle (Kingsbury and Alvaro, 2020): the lists that
/// were read tell the order of all appends, that order tells which transaction depends on which,
/// and a cycle of dependencies is an anomaly. The kind is named after the weakest edges that
/// close a cycle: G0 (writes alone), G1c (and reads of them), G-single (one missed write), G2
/// (several), each with "-realtime" where only the clock closes it.
/// </summary>
public sealed class ListAppend
{
    private readonly List<Attempt> _attempts;
    private readonly Dictionary<(int Key, long Value), int> _writers = [];
    private readonly Dictionary<int, IReadOnlyList<long>> _orders = [];
    private readonly List<string> _anomalies = [];

    private ListAppend(IEnumerable<Attempt> attempts) =>
        _attempts = [.. attempts.OrderBy(attempt => attempt.Started)];

    /// <summary>What is wrong with a history; nothing where it is strictly serializable.</summary>
    public static IReadOnlyList<string> Judge(IEnumerable<Attempt> attempts)
    {
        var judge = new ListAppend(attempts);
        judge.FindWriters();
        judge.FindOrders();
        judge.JudgeReads();
        if (judge._anomalies.Count == 0) judge.FindCycles();
        return judge._anomalies;
    }

    private void FindWriters()
    {
        for (var i = 0; i < _attempts.Count; i++)
        {
            foreach (var append in _attempts[i].Steps.OfType<Step.Append>())
                if (!_writers.TryAdd((append.Key, append.Value), i))
                    throw new ArgumentException($"{append.Value} is appended twice");
        }
    }

    // The longest list that was read of a key is the order of its appends; all others begin it.
    private void FindOrders()
    {
        foreach (var read in Reads.Select(read => read.Read))
        {
            var longest = _orders.GetValueOrDefault(read.Key, []);
            var (some, all) = read.Values.Count <= longest.Count
                ? (read.Values, longest) : (longest, read.Values);
            if (!all.Take(some.Count).SequenceEqual(some))
                _anomalies.Add($"incompatible orders of key {read.Key}: "
                    + $"[{string.Join(' ', some)}] and [{string.Join(' ', all)}]");
            _orders[read.Key] = all;
        }
    }

    private void JudgeReads()
    {
        foreach (var (reader, read) in Reads)
        {
            if (read.Values.Distinct().Count() < read.Values.Count)
                _anomalies.Add($"duplicate in key {read.Key}: [{string.Join(' ', read.Values)}]");
            foreach (var value in read.Values)
            {
                if (!_writers.TryGetValue((read.Key, value), out var writer))
                    _anomalies.Add($"{value} of key {read.Key} comes from nowhere");
                else if (_attempts[writer].Ending == Ending.Aborted)
                    _anomalies.Add($"G1a: {value} of key {read.Key} was rolled back, and read");
            }

            JudgeLast(reader, read);
        }

        foreach (var ((key, value), writer) in _writers)
        {
            // A later read of all, from the end of the run, decides what was lost.
            var isLost = _attempts[writer].Ending == Ending.Committed
                && _orders.TryGetValue(key, out var order) && !order.Contains(value)
                && Reads.Any(read => read.Read.Key == key
                    && _attempts[read.By].Started > _attempts[writer].Ended);
            if (isLost) _anomalies.Add($"lost update: {value} of key {key} was acknowledged");
        }
    }

    // G1b: a list that ends in the middle of another's appends was read too early.
    private void JudgeLast(int reader, Step.Read read)
    {
        if (read.Values.Count == 0) return;
        var last = (read.Key, read.Values[^1]);
        if (!_writers.TryGetValue(last, out var writer) || writer == reader) return;
        var final = _attempts[writer].Steps.OfType<Step.Append>().Last(a => a.Key == read.Key);
        if (final.Value != read.Values[^1])
            _anomalies.Add($"G1b: key {read.Key} was read between two appends of one transaction");
    }

    private void FindCycles()
    {
        var graph = new DependencyGraph(_attempts.Count);
        foreach (var (key, order) in _orders)
        {
            for (var i = 1; i < order.Count; i++)
            {
                graph.Add(
                    _writers[(key, order[i - 1])], _writers[(key, order[i])], Edge.WriteWrite);
            }
        }

        foreach (var (reader, read) in Reads)
        {
            var order = _orders[read.Key];
            if (read.Values.Count > 0)
                graph.Add(_writers[(read.Key, read.Values[^1])], reader, Edge.WriteRead);
            if (read.Values.Count < order.Count)
                graph.Add(reader, _writers[(read.Key, order[read.Values.Count])], Edge.ReadWrite);
        }

        AddTime(graph);
        if (graph.FindAnomaly() is { } anomaly) _anomalies.Add(anomaly);
    }

    // Each attempt follows all that had ended before it began; the latest of them that nobody
    // between them followed are enough.
    private void AddTime(DependencyGraph graph)
    {
        var ended = new PriorityQueue<int, long>();
        var frontier = new List<int>();
        for (var i = 0; i < _attempts.Count; i++)
        {
            while (ended.TryPeek(out var done, out var at) && at < _attempts[i].Started)
            {
                ended.Dequeue();
                frontier.RemoveAll(other => _attempts[other].Ended < _attempts[done].Started);
                frontier.Add(done);
            }

            foreach (var before in frontier) graph.Add(before, i, Edge.RealTime);
            if (_attempts[i].Ending == Ending.Committed) ended.Enqueue(i, _attempts[i].Ended);
        }
    }

    private IEnumerable<(int By, Step.Read Read)> Reads =>
        from i in Enumerable.Range(0, _attempts.Count)
        where _attempts[i].Ending == Ending.Committed
        from read in _attempts[i].Steps.OfType<Step.Read>()
        select (i, read);
}
