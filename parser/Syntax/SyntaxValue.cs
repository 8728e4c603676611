using System.Text;
using System.Text.Json;
using TinyChain.Ir.Diagnostics;

namespace TinyChain.Parser.Syntax;

/// <summary>A view of one node of a tree.</summary>
public readonly struct SyntaxValue
{
    private readonly SyntaxTree _tree;
    private readonly int _index;

    internal SyntaxValue(SyntaxTree tree, int index)
    {
        _tree = tree;
        _index = index;
    }

    public SyntaxKind Kind => _tree[_index].Kind;

    public TextSpan Span => _tree[_index].Span;

    /// <summary>Items of an array, members of an object; else 0.</summary>
    public int Count => _tree[_index].Count;

    /// <summary>The bytes as written: a string with its quotes and escapes.</summary>
    public ReadOnlySpan<byte> Raw => _tree.Source.Span.Slice(Span.Start, Span.Length);

    /// <summary>The first item of an array, or the first name of an object; there must be one.</summary>
    public SyntaxValue First => new(_tree, _index + 1);

    /// <summary>The items of an array.</summary>
    public IEnumerable<SyntaxValue> Items
    {
        get
        {
            var item = First;
            for (var left = Count; left > 0; left--)
            {
                yield return item;
                item = item.After;
            }
        }
    }

    /// <summary>The members of an object.</summary>
    public IEnumerable<SyntaxEntry> Entries
    {
        get
        {
            var name = First;
            for (var left = Count; left > 0; left--)
            {
                var value = name.After;
                yield return new SyntaxEntry(name, value);
                name = value.After;
            }
        }
    }

    /// <summary>The value of the first member of an object that has one.</summary>
    public SyntaxValue FirstValue => First.After;

    private SyntaxValue After => new(_tree, _tree[_index].Next);

    /// <summary>The item at an index; it must exist. Takes time in proportion to the index.</summary>
    public SyntaxValue Item(int index)
    {
        var item = First;
        for (; index > 0; index--) item = item.After;
        return item;
    }

    /// <summary>The bytes as written, as text.</summary>
    public string Verbatim() => Encoding.UTF8.GetString(Raw);

    /// <summary>The text of a string or a name, its escapes decoded.</summary>
    public string Text()
    {
        var raw = Raw;
        if (!raw.Contains((byte)'\\')) return Encoding.UTF8.GetString(raw[1..^1]);
        var reader = new Utf8JsonReader(raw);
        reader.Read();
        return reader.GetString()!;
    }
}
