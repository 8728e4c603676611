using System.Collections.Immutable;

namespace TinyChain.Ir.Checking;

/// <summary>
/// Orders an op's statements so that each comes after those that it mentions anywhere, branches
/// included, and finds those that take part in a cycle. Tarjan's algorithm with a stack of its
/// own: a chain of statements may be as long as the form.
/// </summary>
public sealed class StatementOrder
{
    private readonly OpScope _scope;
    private readonly int[] _index;
    private readonly int[] _low;
    private readonly bool[] _onStack;
    private readonly Stack<int> _component = [];
    private readonly List<int> _order = [];
    private readonly Stack<(int Statement, ImmutableArray<int> Mentions, int Next)> _path = [];
    private int _next = 1;

    private StatementOrder(OpScope scope)
    {
        _scope = scope;
        var count = scope.Op.Form.Length;
        _index = new int[count];
        _low = new int[count];
        _onStack = new bool[count];
        IsCyclic = new bool[count];
    }

    /// <summary>The statements' indices, what is mentioned before what mentions it.</summary>
    public IReadOnlyList<int> Order => _order;

    /// <summary>By statement: whether it mentions itself, directly or through others.</summary>
    public bool[] IsCyclic { get; }

    public static StatementOrder Of(OpScope scope)
    {
        var order = new StatementOrder(scope);
        for (var i = 0; i < scope.Op.Form.Length; i++)
        {
            if (order._index[i] == 0) order.Visit(i);
        }

        return order;
    }

    private void Visit(int root)
    {
        _path.Push(Enter(root));
        while (_path.TryPop(out var at))
        {
            if (at.Next < at.Mentions.Length)
            {
                var to = at.Mentions[at.Next];
                _path.Push((at.Statement, at.Mentions, at.Next + 1));
                if (_index[to] == 0) _path.Push(Enter(to));
                else if (_onStack[to]) Lower(at.Statement, _index[to]);
                if (to == at.Statement) IsCyclic[to] = true;
                continue;
            }

            Leave(at.Statement);
            if (_path.TryPeek(out var parent)) Lower(parent.Statement, _low[at.Statement]);
        }
    }

    private (int Statement, ImmutableArray<int> Mentions, int Next) Enter(int statement)
    {
        _index[statement] = _low[statement] = _next++;
        _component.Push(statement);
        _onStack[statement] = true;
        return (statement, _scope.Mentions[statement], 0);
    }

    private void Leave(int statement)
    {
        _order.Add(statement);
        if (_low[statement] != _index[statement]) return;
        var isCycle = _component.Peek() != statement;
        int member;
        do
        {
            member = _component.Pop();
            _onStack[member] = false;
            IsCyclic[member] |= isCycle;
        }
        while (member != statement);
    }

    private void Lower(int statement, int to) => _low[statement] = Math.Min(_low[statement], to);
}
