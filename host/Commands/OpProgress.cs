namespace TinyChain.Host.Commands;

/// <summary>
/// How far long work has come, on stderr: a line that is written over on a terminal, else a line
/// now and then.
/// </summary>
internal sealed class OpProgress(string done)
{
    private const int TerminalStep = 50;
    private const int LogStep = 1000;

    private readonly bool _isTerminal = !Console.IsErrorRedirected;
    private bool _isShown;

    internal void Report(int ops)
    {
        if (ops % (_isTerminal ? TerminalStep : LogStep) != 0) return;
        _isShown = true;
        Console.Error.Write(_isTerminal ? $"\r{done} {ops} ops" : $"{done} {ops} ops\n");
    }

    /// <summary>Clears the line for what follows.</summary>
    internal void End()
    {
        if (_isTerminal && _isShown) Console.Error.WriteLine();
    }
}
