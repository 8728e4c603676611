namespace TinyChain.Ir.Planning;

/// <summary>
/// What is certain to be in its register wherever control can be: statements that have run and
/// inputs that were read. A branch adds to it and takes its additions back when it ends.
/// </summary>
internal sealed class Availability(int statements, int inputs)
{
    private readonly bool[] _statements = new bool[statements];
    private readonly bool[] _inputs = new bool[inputs];

    /// <summary>What was added, in order: a statement, or the complement of an input.</summary>
    private readonly List<int> _log = [];

    internal int Mark => _log.Count;

    internal bool HasStatement(int index) => _statements[index];

    internal bool HasInput(int index) => _inputs[index];

    internal void AddStatement(int index)
    {
        if (!_statements[index]) _log.Add(index);
        _statements[index] = true;
    }

    internal void AddInput(int index)
    {
        if (!_inputs[index]) _log.Add(~index);
        _inputs[index] = true;
    }

    internal void Rollback(int mark)
    {
        for (var i = _log.Count - 1; i >= mark; i--) Set(_log[i], false);
        _log.RemoveRange(mark, _log.Count - mark);
    }

    /// <summary>What was certain at a mark, apart from this.</summary>
    internal Availability Until(int mark)
    {
        var copy = new Availability(_statements.Length, _inputs.Length);
        for (var i = 0; i < mark; i++)
        {
            copy.Set(_log[i], true);
            copy._log.Add(_log[i]);
        }

        return copy;
    }

    private void Set(int entry, bool value)
    {
        if (entry >= 0) _statements[entry] = value;
        else _inputs[~entry] = value;
    }
}
