using TinyChain.Runtime.Ports;

namespace TinyChain.Runtime.Kernel.Checks;

/// <summary>
/// Looks for entries of the store that are in none of the ranges that something keeps. It reads the
/// gaps between them alone, so it costs a look per range.
/// </summary>
internal static class StrayEntries
{
    // A key of a collection begins with its space and 8 bytes of its own: one line is enough for
    // all that share these.
    private const int PrefixBytes = 9;

    // After every key of ours.
    private static readonly byte[] s_end = [byte.MaxValue];

    internal static IEnumerable<string> Find(IStore store, IEnumerable<KeyRange> kept)
    {
        byte[] from = [];
        var ranges = kept.OrderBy(range => range.From, KeyComparer.Instance);
        foreach (var range in ranges.Append(new KeyRange(s_end, s_end)))
        {
            foreach (var stray in Between(store, new KeyRange(from, range.From)))
                yield return stray;
            if (KeyComparer.Instance.Compare(from, range.To) < 0) from = range.To;
        }
    }

    private static IEnumerable<string> Between(IStore store, KeyRange gap)
    {
        while (!gap.IsEmpty && store.Scan(gap, 1) is [var entry])
        {
            yield return $"{Convert.ToHexStringLower(entry.Key)}: belongs to nothing that is "
                + "installed";
            var shared = entry.Key.AsSpan(0, Math.Min(PrefixBytes, entry.Key.Length));
            gap = gap with
            {
                From = shared.IsEmpty ? [0] : KeyRange.After(shared),
            };
        }
    }
}
