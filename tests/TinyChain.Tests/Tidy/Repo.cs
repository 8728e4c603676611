namespace TinyChain.Tests.Tidy;

/// <summary>The checkout that the tests were built from.</summary>
internal static class Repo
{
    private static readonly string[] s_skipped = ["bin", "obj", "TestResults"];

    /// <summary>The folder that holds the solution, found upward from the test assembly.</summary>
    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    /// <summary>Files under the root as relative paths; what a build leaves is skipped.</summary>
    public static IEnumerable<string> Files(string extension, string under = "") =>
        Walk(Path.Combine(Root, under))
            .Where(path => path.EndsWith(extension, StringComparison.Ordinal))
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Order(StringComparer.Ordinal);

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    private static IEnumerable<string> Walk(string folder)
    {
        if (!Directory.Exists(folder)) yield break;
        foreach (var file in Directory.EnumerateFiles(folder)) yield return file;
        foreach (var inner in Directory.EnumerateDirectories(folder))
        {
            var name = Path.GetFileName(inner);
            if (name[0] == '.' || s_skipped.Contains(name)) continue;
            foreach (var file in Walk(inner)) yield return file;
        }
    }

    private static string FindRoot(string from)
    {
        for (var at = new DirectoryInfo(from); at is not null; at = at.Parent)
            if (at.EnumerateFiles("TinyChain.Compiler.sln").Any()) return at.FullName;
        throw new InvalidOperationException($"no TinyChain.Compiler.sln above {from}");
    }
}
