namespace TinyChain.Host.Hosting;

/// <summary>What the host itself logs, besides its requests.</summary>
internal static partial class Log
{
    [LoggerMessage(100, LogLevel.Error, "while loading: {Problem}")]
    internal static partial void Damage(ILogger log, string problem);

    [LoggerMessage(110, LogLevel.Warning, "the compiler: {Problem}")]
    internal static partial void Compiler(ILogger log, string problem);
}
