using System.Globalization;
using System.Text;
using TinyChain.Codegen;
using TinyChain.Parser;
using TinyChain.Runtime.Auth;
using TinyChain.Runtime.Execution;
using TinyChain.Runtime.Transactions;

namespace TinyChain.Host.Hosting;

/// <summary>
/// Hypotheticals that nobody asked for, run once each. .NET compiles a method well when it was
/// called thirty times and nothing new was compiled for 100 ms; until then an op's first answer
/// takes ten times as long.
/// </summary>
internal sealed class Samples(IVerbs verbs, TimeProvider time)
{
    private const int Rounds = 4;

    private const int EachRound = 40;

    /// <summary>Fewer than there are samples: none is ever asked for again.</summary>
    private const int Capacity = 16;

    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(150);

    /// <summary>The number makes each op one that was never seen.</summary>
    private static readonly CompositeFormat[] s_texts =
    [
        CompositeFormat.Parse("""
            {{"op": [
                ["x", {0}], ["y", {{"$x/mul": 1.5}}], ["z", {{"$y/sub": [{{"$x": []}}]}}],
                ["is_large", {{"$z/gt": 100}}],
                ["chosen", {{"/state/scalar/ref/if": [{{"$is_large": []}}, {{"$y": []}}, 1]}}],
                ["r", {{"chosen": {{"$chosen": []}}, "all": [{{"$x": []}}, {{"$z": []}}]}}]
            ]}}
            """),
        CompositeFormat.Parse("""
            {{"op": [
                ["name", "n{0}"], ["hello", "Hello, {{{{name}}}}!"],
                ["text", {{"$hello/render": {{"name": {{"$name": []}}}}}}],
                ["r", [{{"$text": []}}, {{"$name": []}}]]
            ]}}
            """),
        CompositeFormat.Parse("""
            {{"op": [
                ["double", {{"/state/scalar/op/get": ["x", [
                    ["r", {{"$x/add": [{{"$x": []}}]}}]
                ]]}}],
                ["items", [1, 2, {0}]], ["all", {{"$items/map": {{"op": {{"$double": []}}}}}}],
                ["r", [{{"$double": [{0}]}}, {{"$all": []}}]]
            ]}}
            """),
    ];

    internal async Task Run(CancellationToken stop)
    {
        var machinery = new Machinery(
            new OpCache(new CompilerOptions { Capacity = Capacity }), verbs);
        for (var round = 0; round < Rounds; round++)
        {
            for (var i = 0; i < EachRound; i++)
            {
                stop.ThrowIfCancellationRequested();
                await Run(machinery, s_texts[i % s_texts.Length], (round * EachRound) + i);
            }

            await Task.Delay(s_pause, stop);
        }
    }

    /// <summary>An answer that is a fault is an answer too.</summary>
    private async Task Run(Machinery machinery, CompositeFormat text, int number)
    {
        var body = Encoding.UTF8.GetBytes(
            string.Format(CultureInfo.InvariantCulture, text, number));
        if (OpParser.ParseHypothetical(body).Product is not { } op) return;
        var budget = new Budget(time, TimeSpan.FromSeconds(1));
        var context = new CallContext(Caller.Anonymous, new Txn(default), budget, machinery);
        await OpRunner.Run(context, op);
    }
}
