using System.Text;
using TinyChain.Parser;
using TinyChain.Tests.Ir;
using Xunit;

namespace TinyChain.Tests.Parser;

public sealed class HostileTextTests
{
    private static readonly string[] s_pieces =
    [
        "{", "}", "[", "]", ",", ":", "\"", "\\ud800", "\\u0024", "$x", "/", "null", "1e999", "-",
        "\"op\"", "{\"$x\":", "{\"/state/scalar/ref/if\":", "{\"/state/map\":", "[[", "é", "\n",
        "{\"/state/scalar/value/number\":", "{\"/state/scalar/op/get\":", "{\"a\":[]}", "[]", "{}",
    ];

    /// <summary>
    /// Valid documents, broken at random: each has a product or diagnostics, never both.
    /// </summary>
    [Fact]
    public void Broken_text_is_answered_by_diagnostics_with_places()
    {
        for (var seed = 0; seed < 3_000; seed++)
        {
            var json = Broken(seed);
            try
            {
                Check(OpParser.ParseValue(json), json);
                Check(OpParser.ParseParameters(json), json);
                Check(OpParser.ParseHypothetical(json), json);
                Check(OpParser.ParseOp(json), json);
                var text = Encoding.UTF8.GetString(json);
                Assert.Equal(OpParser.TryParseKey(text, out _, out var why), why is null);
            }
            catch (Exception problem)
            {
                Assert.Fail($"seed {seed}: {Encoding.UTF8.GetString(json)}\n{problem}");
            }
        }
    }

    private static void Check<T>(ParseResult<T> result, byte[] json)
        where T : class
    {
        Assert.Equal(result.Product is null, !result.Diagnostics.IsEmpty);
        foreach (var diagnostic in result.Diagnostics.Items)
            Assert.NotEmpty(SourcePlace.Find(json, diagnostic.Span).ToString());
    }

    private static byte[] Broken(int seed)
    {
        var random = new Random(seed);
        var bytes = Encoding.UTF8
            .GetBytes(Json.Print(new RandomStates(seed, forJson: true).Any(3))).ToList();
        for (var left = random.Next(4); left > 0; left--)
        {
            var at = random.Next(bytes.Count + 1);
            var piece = s_pieces[random.Next(s_pieces.Length)];
            var cut = Math.Min(random.Next(9), bytes.Count - at);
            if (random.Next(3) == 0) bytes.RemoveRange(at, cut);
            else bytes.InsertRange(at, Encoding.UTF8.GetBytes(piece));
        }

        return [.. bytes];
    }
}
