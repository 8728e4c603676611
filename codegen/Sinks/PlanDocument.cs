using System.Diagnostics.SymbolStore;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Text;

namespace TinyChain.Codegen.Sinks;

/// <summary>
/// The printed plans of a library's ops: the source that a debugger shows for an image.
/// </summary>
internal sealed class PlanDocument(string source, ISymbolDocumentWriter writer)
{
    /// <summary>EmbeddedSource of the portable PDB format.</summary>
    private static readonly Guid s_embedded = new("0E8A571B-6926-466E-B4AD-8AB04611F5FE");

    private readonly StringBuilder _text = new();
    private int _lines;

    internal string Source => source;

    /// <summary>Begins the listing of a method.</summary>
    internal void Open(string title) => Append(title);

    /// <summary>Each comment becomes a line, and the last one the place of what follows.</summary>
    internal void Mark(ILGenerator il, IReadOnlyList<string> comments)
    {
        foreach (var comment in comments) Append($"  {comment}");
        if (comments.Count == 0) return;
        il.MarkSequencePoint(writer, _lines, 3, _lines, 3 + comments[^1].Length);
    }

    /// <summary>Puts the text into the symbols; `row` is the document's, from 1.</summary>
    internal void Embed(MetadataBuilder pdb, int row)
    {
        var content = new BlobBuilder();
        content.WriteInt32(0);  // not compressed
        content.WriteBytes(Encoding.UTF8.GetBytes(_text.ToString()));
        pdb.AddCustomDebugInformation(
            MetadataTokens.DocumentHandle(row), pdb.GetOrAddGuid(s_embedded),
            pdb.GetOrAddBlob(content));
    }

    private void Append(string line)
    {
        // A line of the listing is a line of the file, whatever a literal holds.
        _text.Append(line.ReplaceLineEndings(" ")).Append('\n');
        _lines++;
    }
}
