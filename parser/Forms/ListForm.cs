using System.Collections.Immutable;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;
using TinyChain.Parser.Syntax;

namespace TinyChain.Parser.Forms;

/// <summary>`[…]`: a tuple.</summary>
internal static class ListForm
{
    public static Term Parse(Scope scope, SyntaxValue list)
    {
        // Most lists are data: their items become nodes only once a reference turns up.
        var values = ImmutableArray.CreateBuilder<State>(list.Count);
        foreach (var item in list.Items)
        {
            var term = JsonForm.Parse(scope, item);
            if (!term.IsLiteral) return ParseRest(scope, list, values, term);
            values.Add(term.Value);
        }

        var tuple = State.Tuple(values.MoveToImmutable());
        return tuple.As<Fault>() is { } fault
            ? scope.Errors.Refused(list.Span, fault) : Term.Of(tuple, list.Span);
    }

    /// <summary>A tuple with references inside, of terms that aren't bad.</summary>
    public static Term Of(Scope scope, SyntaxValue list, IEnumerable<Term> items) =>
        Term.Of(new TupleNode(scope.Next(list.Span), [.. items.Select(scope.Node)]));

    public static void Write(FormWriter writer, TupleState tuple)
    {
        writer.Json.WriteStartArray();
        foreach (var item in tuple.Items) writer.State(item);
        writer.Json.WriteEndArray();
    }

    /// <summary>`values` are the items before `found`, which is bad or has a reference.</summary>
    private static Term ParseRest(
        Scope scope, SyntaxValue list, ImmutableArray<State>.Builder values, Term found)
    {
        var terms = new List<Term>(list.Count);
        var isBad = found.IsBad;
        foreach (var item in list.Items)
        {
            var index = terms.Count;
            var term = index < values.Count ? Term.Of(values[index], item.Span)
                : index == values.Count ? found : JsonForm.Parse(scope, item);
            isBad |= term.IsBad;
            terms.Add(term);
        }

        return isBad ? Term.Bad : Of(scope, list, terms);
    }
}
