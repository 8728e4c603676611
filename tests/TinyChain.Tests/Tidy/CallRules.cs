using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TinyChain.Tests.Tidy;

/// <summary>What a room must never call: "absent on purpose".</summary>
internal static class CallRules
{
    private const string Everywhere = "ir parser runtime codegen host tests";
    private const string Libraries = "ir parser runtime codegen";

    private static readonly Ban[] s_bans =
    [
        new("ir codegen runtime", "only parser and host know JSON", "System.Text.Json"),
        new("ir parser", "no I/O in the pure rooms", "System.IO"),
        new("codegen", "no I/O in the compiler",
            "System.IO.File", "System.IO.Directory", "System.IO.FileStream"),
        new(Libraries, "only the host knows the network",
            "System.Net.Http", "System.Net.Sockets", "Microsoft.AspNetCore"),
        new("ir parser codegen", "the compiler never waits", "System.Threading.Tasks"),
        new("parser", "no reflection in the parser", "System.Reflection"),
        new("runtime", "only codegen emits", "System.Reflection.Emit"),
        new("codegen", "no word about transactions here", "TinyChain.Runtime.Transactions"),
        new("ir parser", "no clock in the pure rooms", "System.TimeProvider"),
        new(Libraries, "time arrives as a TimeProvider, from the host",
            "System.TimeProvider.System", "System.Diagnostics.Stopwatch",
            "System.Environment.TickCount", "System.Environment.TickCount64"),
        new(Libraries, "randomness arrives as an IEntropy, from the host",
            "System.Random", "System.Guid.NewGuid",
            "System.Security.Cryptography.RandomNumberGenerator"),
        new("ir parser runtime codegen tests", "only the host has a console", "System.Console"),
        new(Everywhere, "ask a TimeProvider",
            "System.DateTime.Now", "System.DateTime.UtcNow", "System.DateTime.Today",
            "System.DateTimeOffset.Now", "System.DateTimeOffset.UtcNow"),
        new(Everywhere, "wait for an event, not for a while", "System.Threading.Thread.Sleep"),
        new(Everywhere, "finish it or leave it out", "System.NotImplementedException"),
    ];

    // Naming a type in a message is no reflection.
    private const string TypeName = "System.Reflection.MemberInfo.Name";

    private static readonly string[] s_absentFromMachines =
    [
        "System.Threading", "System.TimeProvider", "System.DateTime", "System.DateTimeOffset",
        "System.Diagnostics.Stopwatch",
    ];

    private static readonly string[] s_blocking =
    [
        "System.Threading.Tasks.Task.Wait", "System.Threading.Tasks.Task.WaitAll",
        "System.Threading.Tasks.Task.WaitAny", "System.Threading.Tasks.Task.Result",
        "System.Threading.Tasks.ValueTask.Result",
        "System.Runtime.CompilerServices.TaskAwaiter.GetResult",
        "System.Runtime.CompilerServices.ValueTaskAwaiter.GetResult",
        "System.Runtime.CompilerServices.ConfiguredTaskAwaitable.ConfiguredTaskAwaiter.GetResult",
        "System.Runtime.CompilerServices.ConfiguredValueTaskAwaitable"
            + ".ConfiguredValueTaskAwaiter.GetResult",
    ];

    private static readonly string[] s_bugExceptions =
    [
        "BugException", "InvalidOperationException", "ArgumentException",
        "ArgumentOutOfRangeException", "UnreachableException",
    ];

    /// <summary>The table above, one row a reason.</summary>
    public static IEnumerable<Offence> BannedNames(SourceTree tree) =>
        from ban in s_bans
        from file in tree.Files
        where ban.Rooms.Split(' ').Contains(file.Room)
        from use in file.Uses
        where ban.Names.Any(use.IsWithin) && use.Name != TypeName
        select file.At(use.Node, $"{use.Name}: {ban.Why}");

    /// <summary>The compiler is synchronous: no `async`, no `await` in its rooms.</summary>
    public static IEnumerable<Offence> AsyncInPureRooms(SourceTree tree) =>
        from file in tree.Files
        where file.Room is "ir" or "parser" or "codegen"
        from token in file.Root.DescendantTokens()
        where token.IsKind(SyntaxKind.AsyncKeyword) || token.IsKind(SyntaxKind.AwaitKeyword)
        select file.At(token.Parent!, $"{token.Text}: the compiler never waits");

    /// <summary>A machine decides; it has no task, lock or clock.</summary>
    public static IEnumerable<Offence> Machines(SourceTree tree)
    {
        foreach (var file in tree.Files)
        {
            if (!file.Name.EndsWith("Machine", StringComparison.Ordinal)) continue;
            foreach (var use in file.Uses.Where(u => s_absentFromMachines.Any(u.IsWithin)))
                yield return file.At(use.Node, $"{use.Name}: a machine has no task, lock or clock");
            foreach (var held in file.All<LockStatementSyntax>())
                yield return file.At(held, "lock: a machine is called by one thread");
            foreach (var waited in file.All<AwaitExpressionSyntax>())
                yield return file.At(waited, "await: a machine returns its effects");
        }
    }

    /// <summary>
    /// Nobody blocks a thread on a task, but for Program. `Result` of a task that the same method
    /// has seen complete doesn't block.
    /// </summary>
    public static IEnumerable<Offence> BlockingWaits(SourceTree tree) =>
        from file in tree.Files
        where file.Path != "host/Program.cs"
        from use in file.Uses
        where s_blocking.Any(use.IsWithin) && !IsKnownComplete(use)
        select file.At(use.Node, $"{use.Name}: blocks a thread; await it");

    /// <summary>ir throws for bugs of ours only; a user's mistake is a value.</summary>
    public static IEnumerable<Offence> ThrowsInIr(SourceTree tree) =>
        from file in tree.Files
        where file.Room == "ir"
        from node in file.Root.DescendantNodes()
        let thrown = node is ThrowStatementSyntax s ? s.Expression
            : node is ThrowExpressionSyntax e ? e.Expression : null
        where thrown is not null
            && !(thrown is ObjectCreationExpressionSyntax made
                && s_bugExceptions.Contains(made.Type.ToString().Split('.')[^1]))
        select file.At(node, $"throws {thrown}: a user's mistake is a Fault, a value");

    private static bool IsKnownComplete(Use use) =>
        use.Name.EndsWith(".Result", StringComparison.Ordinal)
        && use.Node.FirstAncestorOrSelf<MemberDeclarationSyntax>() is { } member
        && member.DescendantNodes().OfType<IdentifierNameSyntax>().Any(name =>
            name.Identifier.Text is "IsCompleted" or "IsCompletedSuccessfully");

    private sealed record Ban(string Rooms, string Why, params string[] Names);
}
