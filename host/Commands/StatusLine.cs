namespace TinyChain.Host.Commands;

/// <summary>
/// What is being done, on a terminal: one line of stderr that is written over. Elsewhere nothing.
/// </summary>
internal sealed class StatusLine
{
    private readonly bool _isTerminal = !Console.IsErrorRedirected;
    private string _shown = "";

    internal void Show(string text)
    {
        if (!_isTerminal || text == _shown) return;
        Console.Error.Write($"\r{text.PadRight(_shown.Length)}");
        _shown = text;
    }

    /// <summary>Leaves an empty line for what follows.</summary>
    internal void Clear()
    {
        if (_shown.Length > 0) Console.Error.Write($"\r{new string(' ', _shown.Length)}\r");
        _shown = "";
    }
}
