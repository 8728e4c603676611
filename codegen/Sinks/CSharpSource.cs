using System.Text;
using TinyChain.Codegen.Bundles;

namespace TinyChain.Codegen.Sinks;

/// <summary>
/// The C# of a library's ops: a static class for each, a method for each body.
/// </summary>
internal sealed class CSharpSource(string path)
{
    private readonly SortedSet<string> _namespaces = new(StringComparer.Ordinal)
    {
        "System", "System.Runtime.CompilerServices", "TinyChain.Ir.Values",
        "TinyChain.Runtime.Execution",
    };

    private readonly StringBuilder _classes = new();

    /// <summary>What debuggers call it.</summary>
    internal string Path => path;

    internal void Add(BundleOp op, IReadOnlyCollection<CSharpBody> bodies)
    {
        _classes.Append("\npublic static class ").Append(op.Type).Append("\n{");
        foreach (var body in bodies)
        {
            _namespaces.UnionWith(body.Namespaces);
            _classes.Append('\n');
            foreach (var line in body.ToString().TrimEnd('\n').Split('\n'))
                _classes.Append(line.Length == 0 ? "" : $"    {line}").Append('\n');
        }

        _classes.Append("}\n");
    }

    public override string ToString()
    {
        var usings = _namespaces.Select(name => $"using {name};\n");
        return $"{string.Concat(usings)}\nnamespace {BundleImage.Name};\n{_classes}";
    }
}
