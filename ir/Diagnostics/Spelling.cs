namespace TinyChain.Ir.Diagnostics;

/// <summary>Guesses what a misspelt name was meant to be.</summary>
public static class Spelling
{
    /// <summary>
    /// How many letters may differ: added, left out, replaced, or swapped with the next.
    /// </summary>
    private const int MaxDistance = 2;

    /// <summary>Candidates looked at, and letters of each: a guess must stay cheap.</summary>
    private const int MaxCandidates = 1000;

    private const int MaxLength = 64;

    /// <summary>`; did you mean 'x'?` with the nearest candidate, or nothing.</summary>
    public static string Suggest(string name, IEnumerable<string> candidates, string sigil = "") =>
        Nearest(name, candidates) is { } near ? $"; did you mean '{sigil}{near}'?" : "";

    /// <summary>
    /// The candidate nearest to the name, the first in order of equally near ones; null where none
    /// is near. Of a short name not every letter may differ.
    /// </summary>
    public static string? Nearest(string name, IEnumerable<string> candidates)
    {
        var most = Math.Min(MaxDistance, name.Length - 1);
        return candidates.Take(MaxCandidates)
            .Where(c => c.Length <= MaxLength && name.Length <= MaxLength && c != name)
            .Where(c => Math.Abs(c.Length - name.Length) <= most)
            .Select(c => (Name: c, Distance: Distance(name, c)))
            .Where(c => c.Distance <= most)
            .OrderBy(c => c.Distance).ThenBy(c => c.Name, StringComparer.Ordinal)
            .FirstOrDefault().Name;
    }

    /// <summary>The optimal string alignment of two short texts.</summary>
    private static int Distance(string a, string b)
    {
        var d = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++) d[i, 0] = i;
        for (var j = 0; j <= b.Length; j++) d[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = a[i - 1] == b[j - 1] ? 0 : 1;
                d[i, j] = Math.Min(
                    Math.Min(d[i - 1, j] + 1, d[i, j - 1] + 1), d[i - 1, j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
            }
        }

        return d[a.Length, b.Length];
    }
}
