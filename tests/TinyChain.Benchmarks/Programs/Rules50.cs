using System.Text;
using TinyChain.Ir.Values;

namespace TinyChain.Benchmarks.Programs;

/// <summary>The first of 50 rules that holds for a map of 10 fields.</summary>
internal static class Rules50
{
    /// <summary>Only the last rule holds, so that every rule is looked at.</summary>
    private static readonly Applicant s_applicant = new()
    {
        Age = 41, Income = 52000.0, Debt = 8000.0, Years = 6, Children = 2, Score = 640,
        Savings = 3500.0, Rent = 900.0, Accounts = 3, Defaults = 0,
    };

    internal static readonly BenchProgram Program = new(
        "rules50", Json(), [("a", Map(s_applicant))],
        HandCode.Of(HandRules.First, s_applicant, State.Of), new Bar(2, 0));

    private static State Map(Applicant a)
    {
        var map = new MapBuilder();
        map.Set(Id.Of("age"), State.Of(a.Age));
        map.Set(Id.Of("income"), State.Of(a.Income));
        map.Set(Id.Of("debt"), State.Of(a.Debt));
        map.Set(Id.Of("years"), State.Of(a.Years));
        map.Set(Id.Of("children"), State.Of(a.Children));
        map.Set(Id.Of("score"), State.Of(a.Score));
        map.Set(Id.Of("savings"), State.Of(a.Savings));
        map.Set(Id.Of("rent"), State.Of(a.Rent));
        map.Set(Id.Of("accounts"), State.Of(a.Accounts));
        map.Set(Id.Of("defaults"), State.Of(a.Defaults));
        return map.ToState();
    }

    /// <summary>
    /// A rule a, b ⇒ c1 = a; d1 = c1 and b; r1 = if d1 then 1 else r2. A name has a letter for each
    /// comparison: the last one's is what the rule came to.
    /// </summary>
    private static string Json()
    {
        var form = new StringBuilder("""["r51", 0]""");
        var rules = RuleTexts.Lines.Split('\n');
        for (var i = rules.Length; i > 0; i--)
        {
            var comparisons = rules[i - 1].Trim().Split(", ");
            var holds = 'c';
            form.Append($$""", ["{{holds}}{{i}}", {{Comparison(comparisons[0])}}]""");
            foreach (var comparison in comparisons.Skip(1).Select(Comparison))
            {
                var before = holds++;
                form.Append(
                    $$""", ["{{holds}}{{i}}", {"${{before}}{{i}}/and": [{{comparison}}]}]""");
            }

            form.Append($$"""
                , ["r{{i}}", {"/state/scalar/ref/if": [
                    {"${{holds}}{{i}}": []}, {{i}}, {"$r{{i + 1}}": []}
                ]}]
                """);
        }

        return $$"""{"/state/scalar/op/post": [{{form}}]}""";
    }

    /// <summary>`age lt 18` ⇒ `{"$a/age/lt": 18}`.</summary>
    private static string Comparison(string text) =>
        text.Split(' ') is [var field, var method, var bound]
            ? $$"""{"$a/{{field}}/{{method}}": {{bound}}}""" : "null";
}
