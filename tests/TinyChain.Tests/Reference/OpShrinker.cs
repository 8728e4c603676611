using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TinyChain.Tests.Reference;

/// <summary>Makes an op that shows a problem smaller, for people to read.</summary>
internal static class OpShrinker
{
    private const int MaxTries = 2_000;

    /// <summary>
    /// The smallest text found that still has the problem: values are dropped, replaced by one
    /// inside them, or by 0, for as long as any of that works.
    /// </summary>
    public static byte[] Shrink(byte[] json, Func<byte[], bool> isProblem)
    {
        var tries = 0;
        for (var i = 1; TryEdits(json, i) is { } edits; i++)
        {
            foreach (var edited in edits.Where(e => e.Length < json.Length))
            {
                if (++tries > MaxTries) return json;
                if (!isProblem(edited)) continue;
                json = edited;
                i = 0;
                break;
            }
        }

        return json;
    }

    /// <summary>The document with its value of that number edited; null past the last.</summary>
    private static List<byte[]>? TryEdits(byte[] json, int number)
    {
        if (Find(json, number) is not { } found) return null;
        var inside = OpBreaker.Nodes(found).Count();
        var edits = Enumerable.Range(1, inside - 1).Select(i => Edit(json, number, node =>
            node.ReplaceWith(OpBreaker.Nodes(node).ElementAt(i).DeepClone())));
        edits = edits.Prepend(Edit(json, number, node => node.ReplaceWith(0)));
        if (found.Parent is JsonArray)
        {
            edits = edits.Prepend(Edit(
                json, number, node => ((JsonArray)node.Parent!).Remove(node)));
        }

        return [.. edits];
    }

    private static byte[] Edit(byte[] json, int number, Action<JsonNode> edit)
    {
        var node = Find(json, number)!;
        var root = node.Root;
        edit(node);
        return Encoding.UTF8.GetBytes(root.ToJsonString());
    }

    private static JsonNode? Find(byte[] json, int number)
    {
        try
        {
            return OpBreaker.Nodes(JsonNode.Parse(json)!).ElementAtOrDefault(number);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
