using TinyChain.Runtime.Transactions;

namespace TinyChain.Host.Debug;

/// <summary>`/debug/commits`: how many transactions shared how many writes to the disk.</summary>
internal static class CommitsPage
{
    internal static DebugPage Of(CommitQueue queue)
    {
        var (commits, batches) = (queue.Commits, queue.Batches);
        return new DebugPage(
            $"{commits} transactions were written, in {batches} batches with a sync each\n",
            new { commits, batches });
    }
}
