using System.Text.Json;
using TinyChain.Ir.Values;
using TinyChain.Parser.Forms;

namespace TinyChain.Parser;

/// <summary>
/// Writes an answer a bit at a time, so that one with streams in it needs no memory for all of it.
/// Called by station 9, which sends what is there between two bits.
/// <para>Only what leads to a stream is taken apart; all else is written whole.</para>
/// </summary>
public sealed class StatePrinter : IDisposable
{
    private readonly FormWriter _forms;
    private readonly HashSet<StateObject> _open = new(ReferenceEqualityComparer.Instance);

    // What is being written, outermost first: the bits that are left of each.
    private readonly Stack<IEnumerator<State>> _levels = [];
    private State _answer;

    /// <summary>The writer has StateWriter.Options.</summary>
    public StatePrinter(Utf8JsonWriter json, State answer)
    {
        _forms = new FormWriter(json);
        _answer = answer;
        FindStreams(answer);
    }

    /// <summary>Why the answer has no JSON, if so. Nothing more is written then.</summary>
    public Fault? Fault => _forms.Fault;

    /// <summary>
    /// Writes the next bit: a row, or what stands between rows. False at the end.
    /// </summary>
    public bool Next()
    {
        if (Fault is not null) return false;
        if (!_answer.IsUnset)
        {
            var answer = _answer;
            _answer = State.Unset;
            Write(answer);
            return Fault is null && _levels.Count > 0;
        }

        if (!_levels.TryPeek(out var level)) return false;
        if (level.MoveNext()) Write(level.Current);
        else _levels.Pop().Dispose();
        return Fault is null && _levels.Count > 0;
    }

    /// <summary>Ends the reading of streams that were not written to their end.</summary>
    public void Dispose()
    {
        while (_levels.TryPop(out var level)) level.Dispose();
    }

    private void Write(State state)
    {
        if (state.As<StateObject>() is { } part && _open.Contains(part))
            _levels.Push(AnswerForm.Parts(_forms, part).GetEnumerator());
        else _forms.State(state);
    }

    // Limits.StateDepth bounds the recursion, and Limits.StateWeight the work: a shared part is
    // looked at as often as it prints.
    private bool FindStreams(State state)
    {
        if (state.As<StateObject>() is not { } part) return false;
        if (_open.Contains(part)) return true;
        var isOpen = part is StreamState;
        foreach (var inner in AnswerForm.Inside(part)) isOpen |= FindStreams(inner);
        if (isOpen) _open.Add(part);
        return isOpen;
    }
}
