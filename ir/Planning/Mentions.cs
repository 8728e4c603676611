using TinyChain.Ir.Checking;

namespace TinyChain.Ir.Planning;

/// <summary>
/// How often an op's statements mention each other, in all branches; and so which statements
/// several places may come to need.
/// </summary>
internal sealed class Mentions
{
    private readonly int[] _counts;
    private readonly bool[] _isShared;

    internal Mentions(TypedOp typed)
    {
        var form = typed.Op.Form;
        var mentioned = typed.Scope.Mentions;
        _counts = new int[form.Length];
        _isShared = new bool[form.Length];
        foreach (var indices in mentioned)
        {
            foreach (var index in indices) _counts[index]++;
        }

        for (var i = 0; i < form.Length; i++)
            _isShared[i] = typed.Order.IsCyclic[i] || _counts[i] > 1;

        // Who mentions comes before what is mentioned: what two places need, they need with all
        // that it needs itself.
        for (var i = typed.Order.Order.Count - 1; i >= 0; i--)
        {
            var statement = typed.Order.Order[i];
            if (!_isShared[statement]) continue;
            foreach (var needed in mentioned[statement]) _isShared[needed] = true;
        }
    }

    /// <summary>How often a statement is mentioned, by its index.</summary>
    internal int Of(int statement) => _counts[statement];

    /// <summary>Whether more than one place may need the statement, by its index.</summary>
    internal bool IsShared(int statement) => _isShared[statement];
}
