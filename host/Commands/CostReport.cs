using System.Globalization;
using System.Text;
using TinyChain.Codegen;
using TinyChain.Ir.Checking;
using TinyChain.Ir.Ops;
using TinyChain.Ir.Planning.Cost;
using TinyChain.Ir.Printing;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;
using TinyChain.Parser;
using TinyChain.Runtime.Auth;
using TinyChain.Runtime.Execution;
using TinyChain.Runtime.Kernel;
using TinyChain.Runtime.Transactions;

namespace TinyChain.Host.Commands;

/// <summary>
/// `inspect --cost`: an op's fuel as a formula, and beside it the figure of a run, in a host where
/// nothing is installed.
/// </summary>
internal static class CostReport
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The report, or the fault that is in the way. `values` is JSON: the key of a GET or DELETE
    /// op, `[key, value]` for a PUT op, the parameters of a POST op. Empty, the op isn't run unless
    /// it takes nothing.
    /// </summary>
    internal static async ValueTask<(string? Text, Fault? Fault)> Of(byte[] json, string values)
    {
        var parsed = OpParser.ParseOp(json);
        if (!parsed.IsOk) return (null, Inspection.Explain(json, parsed.Diagnostics));
        var op = parsed.Product;
        var formula = $"{OpPrinter.Head(op)}\n  formula   {OpCost.Of(op)}\n";
        if (Given(op, values, out var fault) is not { } given) return (null, fault);
        if (given.IsUnset) return (formula, null);
        var (answer, fuel) = await Run(op, given);
        return (string.Create(CultureInfo.InvariantCulture,
            $"{formula}  measured  {fuel} → {StateText.Of(answer)}\n"), null);
    }

    private static async ValueTask<(State Answer, long Fuel)> Run(OpDef op, State given)
    {
        var router = new Router(
            new Dictionary<string, Handler>
            {
                ["state"] = new StateHandler(),
                ["error"] = new ErrorHandler(),
            },
            []);
        var budget = new Budget(TimeProvider.System, s_patience);
        var context = new CallContext(
            Caller.Anonymous, new Txn(default), budget, new Machinery(new OpCache(), router));
        var callee = State.Of(op);
        var answer = await (op.Kind switch
        {
            OpKind.Get => Dispatch.Get(context, callee, [], given),
            OpKind.Put => Dispatch.Put(context, callee, [], Pair(given)),
            OpKind.Post => Dispatch.Post(context, callee, [], given),
            OpKind.Delete => Dispatch.Delete(context, callee, [], given),
        });
        return (answer, budget.Used);
    }

    /// <summary>What to call the op with; unset where nothing is given; null for a fault.</summary>
    private static State? Given(OpDef op, string values, out Fault? fault)
    {
        fault = null;
        if (values.Length == 0)
            return op.Kind == OpKind.Post && Needs.FreeIn(op).Count == 0
                ? State.Of(MapState.Empty) : State.Unset;
        var parsed = OpParser.ParseValue(Encoding.UTF8.GetBytes(values));
        var given = (parsed.Product as LiteralNode)?.Value;
        var isRight = given is { } state
            && (op.Kind != OpKind.Post || state.As<MapState>() is not null)
            && (op.Kind != OpKind.Put || state.As<TupleState>() is { Items.Length: 2 });
        if (isRight) return given;
        var wanted = op.Kind switch
        {
            OpKind.Get or OpKind.Delete => "the op's key, such as 5 or '\"a\"'",
            OpKind.Put => "[key, value]",
            OpKind.Post => "the op's parameters, such as '{\"n\": 1}'",
        };
        fault = Fault.BadRequest($"--cost takes {wanted}, in JSON, not {values}");
        return null;
    }

    private static (State Key, State Value) Pair(State given)
    {
        var items = given.As<TupleState>()!.Items;
        return (items[0], items[1]);
    }
}
