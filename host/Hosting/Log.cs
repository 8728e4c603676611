using TinyChain.Ir.Values;
using TinyChain.Runtime.Transactions.Resolutions;

namespace TinyChain.Host.Hosting;

/// <summary>What the host itself logs, besides its requests.</summary>
internal static partial class Log
{
    [LoggerMessage(100, LogLevel.Error, "while loading: {Problem}")]
    internal static partial void Damage(ILogger log, string problem);

    [LoggerMessage(101, LogLevel.Information, "{Bundle} is verified: its image runs")]
    internal static partial void Verified(ILogger log, string bundle);

    [LoggerMessage(102, LogLevel.Error,
        "{Bundle}: {Problem}; it is served from its definitions, and its image never runs: "
        + "compile it again")]
    internal static partial void Forged(ILogger log, string bundle, string problem);

    [LoggerMessage(103, LogLevel.Error, "{Bundle} could not be verified")]
    internal static partial void NotVerified(ILogger log, Exception bug, string bundle);

    [LoggerMessage(104, LogLevel.Warning, "{Warning}")]
    internal static partial void Open(ILogger log, string warning);

    [LoggerMessage(105, LogLevel.Information, "{Line}")]
    internal static partial void Installed(ILogger log, string line);

    [LoggerMessage(106, LogLevel.Warning, "{Line}")]
    internal static partial void Doubtful(ILogger log, string line);

    internal static void Resolved(ILogger log, Resolution made) => Resolved(
        log, made.Id.ToString(), Stage(made.IsCommitted), made.By.Length > 0 ? made.By : "nobody");

    internal static void Mismatched(ILogger log, Resolution made) => Mismatched(
        log, made.Id.ToString(), Stage(made.IsCommitted), Stage(!made.IsCommitted),
        made.Owner.Cluster);

    [LoggerMessage(107, LogLevel.Warning,
        "transaction {Id} was in doubt, and is {Stage} by an operator's decision, in its owner's "
        + "place; signed by {By}")]
    private static partial void Resolved(ILogger log, string id, string stage, string by);

    [LoggerMessage(108, LogLevel.Critical,
        "MISMATCH: transaction {Id} is {Stage} here by an operator's decision, and {Owners} by "
        + "its owner's, {Owner}: it is not whole, and only people can mend that")]
    private static partial void Mismatched(
        ILogger log, string id, string stage, string owners, Link owner);

    private static string Stage(bool isCommitted) => isCommitted ? "committed" : "aborted";

    [LoggerMessage(110, LogLevel.Warning, "the compiler: {Problem}")]
    internal static partial void Compiler(ILogger log, string problem);
}
