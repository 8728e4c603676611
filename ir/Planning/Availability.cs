namespace TinyChain.Ir.Planning;

/// <summary>
/// What is certain to be in its register wherever control can be: statements that have run and
/// inputs that were read. A branch adds to it and takes its additions back when it ends.
/// </summary>
internal sealed class Availability
{
    private readonly HashSet<(bool IsInput, int Index)> _set = [];
    private readonly List<(bool IsInput, int Index)> _log = [];

    internal int Mark => _log.Count;

    internal bool HasStatement(int index) => _set.Contains((false, index));

    internal bool HasInput(int index) => _set.Contains((true, index));

    internal void AddStatement(int index) => Add((false, index));

    internal void AddInput(int index) => Add((true, index));

    internal void Rollback(int mark)
    {
        for (var i = _log.Count - 1; i >= mark; i--) _set.Remove(_log[i]);
        _log.RemoveRange(mark, _log.Count - mark);
    }

    /// <summary>What was certain at a mark, apart from this.</summary>
    internal Availability Until(int mark)
    {
        var copy = new Availability();
        foreach (var item in _log.Take(mark)) copy.Add(item);
        return copy;
    }

    private void Add((bool IsInput, int Index) item)
    {
        if (_set.Add(item)) _log.Add(item);
    }
}
