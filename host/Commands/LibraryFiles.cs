using TinyChain.Codegen.Bundles;
using TinyChain.Parser;

namespace TinyChain.Host.Commands;

/// <summary>Reads and checks the files of libraries that `compile` was given.</summary>
internal sealed class LibraryFiles
{
    private readonly Dictionary<string, string> _fileOf = [];
    private readonly List<BundleLibrary> _libraries = [];
    private readonly List<string> _problems = [];

    internal IReadOnlyList<BundleLibrary> Libraries => _libraries;

    /// <summary>What is wrong in any file: a text each, of a line or more.</summary>
    internal IReadOnlyList<string> Problems => _problems;

    /// <summary>Files as they are, and of a directory every .json below it, in order.</summary>
    internal static IEnumerable<string> In(IEnumerable<string> paths) =>
        paths.SelectMany(path => Directory.Exists(path)
            ? Directory.EnumerateFiles(path, "*.json", SearchOption.AllDirectories)
                .Order(StringComparer.Ordinal)
            : (IEnumerable<string>)[path]);

    /// <summary>Reads one; what is wrong with it becomes problems.</summary>
    internal void Add(string file)
    {
        var json = System.IO.File.ReadAllBytes(file);
        var parsed = OpParser.ParseValue(json);
        var diagnostics = parsed.Diagnostics;
        var library = parsed.IsOk ? LibrarySource.Read(parsed.Product, diagnostics) : null;
        foreach (var problem in diagnostics.Items)
            _problems.Add(ProblemText.Show(json, problem, file));
        if (diagnostics.Dropped > 0)
            _problems.Add($"{file}: and {diagnostics.Dropped} more\n");
        if (library is null) return;
        var link = library.Link.ToString();
        if (_fileOf.TryAdd(link, file)) _libraries.Add(library);
        else _problems.Add($"{file}: {link} is defined in {_fileOf[link]} already; "
            + "give one of them another version\n");
    }
}
