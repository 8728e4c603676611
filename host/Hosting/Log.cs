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

    [LoggerMessage(110, LogLevel.Warning, "the compiler: {Problem}")]
    internal static partial void Compiler(ILogger log, string problem);
}
