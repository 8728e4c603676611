using System.Reflection.Emit;
using TinyChain.Ir.Planning;
using TinyChain.Ir.Values;

namespace TinyChain.Codegen.Emit;

/// <summary>
/// How a loop that is paid ahead goes through items: by their addresses, and where its turns are
/// short by several at a time, so that the test for the end, the move and the jump are done once
/// for all of them:
/// <code>
/// if (!(at &lt; group)) goto rest
/// four: turn; turn; turn; turn; at += 4 items; if (at &lt; group) goto four
/// rest: if (!(at &lt; stop)) goto settle
/// one: turn; at += 1 item; if (at &lt; stop) goto one
/// settle:
/// </code>
/// </summary>
internal sealed class ItemWalk
{
    /// <summary>A power of two. With more, copies cost the JIT more than they save.</summary>
    private const int Group = 4;

    /// <summary>Longer turns don't feel what goes on between them.</summary>
    private const int MostSteps = 16;

    private static readonly Type s_address = typeof(State).MakeByRefType();

    private readonly BodyEmitter _body;
    private readonly IlLocal _first;
    private readonly IlLocal _stop;
    private readonly IlLocal _at;
    private readonly IlLocal? _group;
    private readonly IlLabel _rest = new();
    private int _ahead;

    internal ItemWalk(BodyEmitter body, MeteredLoop loop)
    {
        _body = body;
        _first = Il.NewLocal(s_address, $"first_{loop.Head}");
        _stop = Il.NewLocal(s_address, $"end_{loop.Head}");
        _at = Il.NewLocal(s_address, $"at_{loop.Head}");
        if (loop.Last - loop.Head <= MostSteps)
            _group = Il.NewLocal(s_address, $"group_{loop.Head}");
    }

    private IlBody Il => _body.Il;

    /// <summary>Sets out to go through the items from number `first` to before `last`.</summary>
    internal void Begin(Register items, IlLocal first, IlLocal last)
    {
        _body.Load(items);
        Il.Emit(OpCodes.Ldloc, first);
        Il.Emit(OpCodes.Conv_I);
        Il.LoadElementAddress(typeof(State));
        Il.Emit(OpCodes.Stloc, _first);
        Il.Emit(OpCodes.Ldloc, _first);
        Il.Emit(OpCodes.Stloc, _at);
        SetEnd(_stop, first, last, 1);
        if (_group is null) return;
        SetEnd(_group, first, last, Group);
        Test(_group, OpCodes.Bge_Un, _rest);
    }

    /// <summary>The address of the turn's item, on the stack.</summary>
    internal void LoadItem()
    {
        Il.Emit(OpCodes.Ldloc, _at);
        if (_ahead == 0) return;
        Il.Emit(OpCodes.Ldc_I4, _ahead * ArgEmitter.Stride);
        Il.Emit(OpCodes.Add);
    }

    /// <summary>
    /// Where the first turn has been written: `turn` is its beginning, `next` where a turn ends;
    /// `again` writes another, and says where that one ends.
    /// </summary>
    internal void End(IlLabel turn, IlLabel next, Func<IlLabel> again)
    {
        var done = new IlLabel();
        if (_group is not null)
        {
            for (_ahead = 1; _ahead < Group; _ahead++)
            {
                Il.Mark(next);
                next = again();
            }

            Il.Mark(next);
            MoveOn(Group);
            Test(_group, OpCodes.Blt_Un, turn);
            Il.Mark(_rest);
            Test(_stop, OpCodes.Bge_Un, done);
            (_ahead, turn) = (0, new IlLabel());
            Il.Mark(turn);
            next = again();
        }

        Il.Mark(next);
        MoveOn(1);
        Test(_stop, OpCodes.Blt_Un, turn);
        Il.Mark(done);
    }

    /// <summary>Of the turn at hand, how many of its group came before.</summary>
    internal int Ahead => _ahead;

    /// <summary>
    /// How many turns are complete, on the stack, in a turn or behind one that has so many of its
    /// group before it.
    /// </summary>
    internal void LoadTurns(int ahead)
    {
        Il.Emit(OpCodes.Ldloc, _at);
        Il.Emit(OpCodes.Ldloc, _first);
        Il.Emit(OpCodes.Sub);
        Il.Emit(OpCodes.Conv_I8);
        Il.Emit(OpCodes.Ldc_I8, (long)ArgEmitter.Stride);
        Il.Emit(OpCodes.Div);
        if (ahead == 0) return;
        Il.Emit(OpCodes.Ldc_I8, (long)ahead);
        Il.Emit(OpCodes.Add);
    }

    /// <summary>address = first + (last - first, rounded down to groups) items</summary>
    private void SetEnd(IlLocal address, IlLocal first, IlLocal last, int group)
    {
        Il.Emit(OpCodes.Ldloc, _first);
        Il.Emit(OpCodes.Ldloc, last);
        Il.Emit(OpCodes.Ldloc, first);
        Il.Emit(OpCodes.Sub);
        if (group > 1)
        {
            Il.Emit(OpCodes.Ldc_I8, -(long)group);
            Il.Emit(OpCodes.And);
        }

        Il.Emit(OpCodes.Ldc_I8, (long)ArgEmitter.Stride);
        Il.Emit(OpCodes.Mul);
        Il.Emit(OpCodes.Conv_I);
        Il.Emit(OpCodes.Add);
        Il.Emit(OpCodes.Stloc, address);
    }

    private void MoveOn(int items)
    {
        Il.Emit(OpCodes.Ldloc, _at);
        Il.Emit(OpCodes.Ldc_I4, items * ArgEmitter.Stride);
        Il.Emit(OpCodes.Add);
        Il.Emit(OpCodes.Stloc, _at);
    }

    private void Test(IlLocal end, OpCode jump, IlLabel target)
    {
        Il.Emit(OpCodes.Ldloc, _at);
        Il.Emit(OpCodes.Ldloc, end);
        Il.Emit(jump, target);
    }
}
