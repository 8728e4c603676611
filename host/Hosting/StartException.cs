namespace TinyChain.Host.Hosting;

/// <summary>The host can't start: the message is one sentence for the operator.</summary>
public sealed class StartException(string message, Exception? inner = null)
    : Exception(message, inner);
