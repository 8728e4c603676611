using System.Text;
using TinyChain.Ir.Diagnostics;
using TinyChain.Parser;

namespace TinyChain.Host.Commands;

/// <summary>Mistakes in a file, as a person at a terminal reads them.</summary>
internal static class ProblemText
{
    /// <summary>
    /// A diagnostic with its line of the source, and a caret below where it is. With a file, the
    /// place begins as `file:line:column`, which editors follow.
    /// </summary>
    internal static string Show(byte[] json, Diagnostic problem, string? file = null)
    {
        var place = SourcePlace.Find(json, problem.Span);
        var lines = Encoding.UTF8.GetString(json).Split('\n');
        var line = place.Line <= lines.Length ? lines[place.Line - 1].TrimEnd('\r') : "";
        var caret = new string(' ', Math.Max(0, place.Column - 1)) + "^";
        var at = file is null ? $"{place}" : $"{file}:{place.Line}:{place.Column}";
        if (file is not null && place.Statement is { } name) at = $"{at}: in statement '{name}'";
        return $"{at}: {problem}\n  {line}\n  {caret}\n";
    }
}
