using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace TinyChain.Tests.Reference;

/// <summary>
/// Ops that were well-formed: values moved, doubled or dropped, so that the text is still JSON;
/// or else tokens dropped, doubled, moved, exchanged or wrapped, and bytes overwritten. One seed,
/// one text.
/// </summary>
internal static partial class OpBreaker
{
    private static readonly string[] s_tokens =
    [
        "null", "[]", "{}", "0", "-1", "1e999", "18446744073709551616", "\"\"", "\"$\"", "\"$x\"",
        "\"$_return\"", "\"/\"", "\"self\"", "\"/state/scalar/ref/if\"", "\"/state/closure\"",
        "\"/state/scalar/op/post\"", "\"/state/scalar/op/put\"", "\"/state/scalar/map\"",
        "\"/state/scalar/ref/while\"", "\"/state/scalar/ref/case\"", "\"/state/scalar/ref/with\"",
        "\"/state/scalar/value/id\"", "\"/state/tuple\"",
        "\"/state/scalar/ref/cond\"", "\"/state/scalar/ref/for_each\"",
        "\"/state/object/class\"", "\"/state/object/instance\"",
        "\"\\ud800\"", "[", "]", "{", "}", ",", ":", "[[[[[[[[]]]]]]]]",
        "{\"$_return\": []}", "{\"/\": []}", "true",
    ];

    private static readonly string[] s_values =
    [
        "null", "[]", "{}", "0", "-1", "true", "\"x\"", "[null]", "[\"a\", 1]", "{\"a\": []}",
        "{\"$_return\": []}", "{\"$k\": []}", "{\"$x\": []}", "{\"$self\": {}}", "{\"/a\": {}}",
        "{\"/state/scalar/ref/if\": [{\"/test/tick\": [1]}, {\"$a\": []}, 0]}",
        "{\"/state/scalar/op/post\": [[\"r\", {\"$n\": []}]]}", "{\"/test/tick\": [7]}",
        "{\"/state/object/instance\": {\"$a\": []}}", "{\"/state/object/instance\": 5}",
        "{\"/state/object/class\": {\"/class\": {\"a\": {\"$x\": []}}}}",
        "{\"/state/scalar/ref/cond\": [1, {\"/state/scalar/op/post\": [{\"$a\": []}]}, 0]}",
        "{\"/state/scalar/ref/for_each\": [{\"$x\": []}, {\"$f\": []}, \"n\"]}",
        "{\"/state/scalar/ref/op/delete\": [{\"$_return\": []}, 1]}", "{\"/state/scalar\": [1]}",
    ];

    public static byte[] Make(int seed)
    {
        var random = new Random(seed);
        if (random.Next(4) > 0) return Encoding.UTF8.GetBytes(Rearranged(seed, random));
        var tokens = Token().Matches(OpGenerator.Make(seed)).Select(m => m.Value).ToList();
        for (var i = random.Next(1, 4); i > 0; i--) Break(tokens, random);
        var text = Encoding.UTF8.GetBytes(string.Concat(tokens));
        if (random.Next(8) > 0) return text;
        for (var i = random.Next(1, 4); i > 0; i--)
            text[random.Next(text.Length)] = (byte)random.Next(256);
        return text[..random.Next(text.Length / 2, text.Length + 1)];
    }

    private static string Rearranged(int seed, Random random)
    {
        var root = JsonNode.Parse(OpGenerator.Make(seed))!;
        for (var i = random.Next(1, 4); i > 0; i--)
        {
            var nodes = Nodes(root["op"]!).Skip(1).ToList();
            if (nodes.Count == 0) break;
            var (here, there) = (nodes[random.Next(nodes.Count)], nodes[random.Next(nodes.Count)]);
            var list = here.Parent as JsonArray;
            switch (random.Next(4))
            {
                case 0 when list is not null:
                    list.Remove(here);
                    break;
                case 1 when list is not null:
                    list.Insert(random.Next(list.Count + 1), there.DeepClone());
                    break;
                case 2:
                    here.ReplaceWith(JsonNode.Parse(s_values[random.Next(s_values.Length)]));
                    break;
                default:
                    here.ReplaceWith(there.DeepClone());
                    break;
            }
        }

        return root.ToJsonString();
    }

    /// <summary>The values in the document, each before those inside it; no nulls.</summary>
    public static IEnumerable<JsonNode> Nodes(JsonNode node)
    {
        IEnumerable<JsonNode?> inside = node switch
        {
            JsonArray list => list,
            JsonObject map => map.Select(entry => entry.Value),
            _ => [],
        };
        return inside.OfType<JsonNode>().SelectMany(Nodes).Prepend(node);
    }

    private static void Break(List<string> tokens, Random random)
    {
        var (here, there) = (random.Next(tokens.Count), random.Next(tokens.Count));
        switch (random.Next(6))
        {
            case 0 when tokens.Count > 2:
                tokens.RemoveAt(here);
                break;
            case 1:
                tokens.InsertRange(here, [tokens[here], ","]);
                break;
            case 2:
                (tokens[here], tokens[there]) = (tokens[there], tokens[here]);
                break;
            case 3:
                tokens[here] = tokens[there];
                break;
            case 4:
                tokens[here] = $"[{tokens[here]}]";
                break;
            default:
                tokens[here] = s_tokens[random.Next(s_tokens.Length)];
                break;
        }
    }

    [GeneratedRegex("""
        "(\\.|[^"\\])*"|[-\w.+]+|\S
        """)]
    private static partial Regex Token();
}
