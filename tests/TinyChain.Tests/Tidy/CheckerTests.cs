using Xunit;

namespace TinyChain.Tests.Tidy;

/// <summary>Each rule bites: a bad snippet is found, a good one is let pass.</summary>
public sealed class CheckerTests
{
    [Fact]
    public void A_backward_using_between_rooms_is_found() => Finds(
        RoomRules.RoomOrder,
        "ir/Values/X.cs:1: ir may not use runtime (TinyChain.Runtime.Auth)",
        ("ir/Values/X.cs", "using TinyChain.Runtime.Auth;"));

    [Fact]
    public void A_backward_name_without_a_using_is_found() => Finds(
        RoomRules.RoomOrder,
        "parser/X.cs:3: parser may not use runtime (TinyChain.Runtime.Auth.Caller)",
        ("runtime/Auth/Caller.cs", "namespace TinyChain.Runtime.Auth;\npublic class Caller;"),
        ("parser/X.cs", "namespace TinyChain.Parser;\n\nclass X { Runtime.Auth.Caller? c; }"));

    [Fact]
    public void A_later_folder_is_found_and_an_earlier_one_is_not() => Finds(
        RoomRules.FolderOrder,
        "ir/Refs/X.cs:2: Refs stands before Planning (TinyChain.Ir.Planning)",
        ("ir/Refs/X.cs", "using TinyChain.Ir.Values;\nusing TinyChain.Ir.Planning;"));

    [Fact]
    public void A_backward_project_reference_is_found()
    {
        var found = RoomRules.ProjectReferences("runtime/TinyChain.Runtime.csproj", """
            <Project>
              <ItemGroup><ProjectReference Include="../ir/TinyChain.Ir.csproj" />
              <ProjectReference Include="../codegen/TinyChain.Codegen.csproj" /></ItemGroup>
            </Project>
            """);
        Assert.Equal(
            "runtime/TinyChain.Runtime.csproj:3: runtime may not refer to codegen",
            Assert.Single(found).ToString());
    }

    [Theory]
    [InlineData("ir/Values/X.cs", "object x = System.DateTime.UtcNow;")]
    [InlineData("ir/Values/X.cs", "object x = new Random();")]
    [InlineData("ir/Values/X.cs", "object x = File.ReadAllText(\"\");")]
    [InlineData("ir/Values/X.cs", "System.Text.Json.JsonElement x;")]
    [InlineData("parser/X.cs", "System.Reflection.MethodInfo? x;")]
    [InlineData("codegen/X.cs", "Task? x;")]
    [InlineData("runtime/Kernel/X.cs", "System.Reflection.Emit.ILGenerator? x;")]
    [InlineData("runtime/Kernel/X.cs", "void F() => Console.WriteLine();")]
    [InlineData("runtime/Kernel/X.cs", "object x = TimeProvider.System;")]
    [InlineData("host/Http/X.cs", "void F() => Thread.Sleep(1);")]
    [InlineData("host/Http/X.cs", "void F() => throw new NotImplementedException();")]
    public void A_banned_name_is_found(string path, string member) =>
        Assert.NotEmpty(CallRules.BannedNames(Class(path, member)));

    [Theory]
    [InlineData("parser/X.cs", "System.Text.Json.JsonElement x;")]
    [InlineData("runtime/Kernel/X.cs", "TimeProvider? x; DateTimeOffset F() => x!.GetUtcNow();")]
    [InlineData("host/Http/X.cs", "void F() => Console.WriteLine(\"DateTime.UtcNow\");")]
    public void What_a_room_may_call_is_let_pass(string path, string member) =>
        Assert.Empty(CallRules.BannedNames(Class(path, member)));

    [Fact]
    public void An_async_method_in_the_compiler_is_found() => Assert.NotEmpty(
        CallRules.AsyncInPureRooms(Class("codegen/X.cs", "async void F() { }")));

    [Theory]
    [InlineData("lock (this) { }")]
    [InlineData("Task.Run(() => { });")]
    [InlineData("object now = TimeProvider.System.GetUtcNow();")]
    public void A_machine_with_a_task_lock_or_clock_is_found(string statement) => Assert.NotEmpty(
        CallRules.Machines(Class(
            "runtime/Transactions/TxnMachine.cs", $"void F() {{ {statement} }}")));

    [Theory]
    [InlineData("int F(Task<int> t) => t.Result;", true)]
    [InlineData("int F(Task<int> t) => t.GetAwaiter().GetResult();", true)]
    [InlineData("void F(Task t) => t.Wait();", true)]
    [InlineData("int F(ValueTask<int> t) => t.IsCompletedSuccessfully ? t.Result : 0;", false)]
    [InlineData("int Result; int F(X x) => x.Result;", false)]
    public void A_blocking_wait_is_found(string member, bool isOffence) => Assert.Equal(
        isOffence, CallRules.BlockingWaits(Class("runtime/Execution/X.cs", member)).Any());

    [Theory]
    [InlineData("throw new FormatException();", true)]
    [InlineData("throw new InvalidOperationException();", false)]
    public void A_throw_for_a_users_mistake_is_found(string statement, bool isOffence) =>
        Assert.Equal(isOffence, CallRules.ThrowsInIr(
            Class("ir/Values/X.cs", $"void F() {{ {statement} }}")).Any());

    [Theory]
    [InlineData("static int s_x;", true)]
    [InlineData("static int X { get; set; }", true)]
    [InlineData("static readonly int s_x; const int Y = 1; int _z;", false)]
    public void A_static_that_changes_is_found(string members, bool isOffence) => Assert.Equal(
        isOffence, TasteRules.MutableStaticsInIr(Class("ir/Values/X.cs", members)).Any());

    [Theory]
    [InlineData("E.A => 1, _ => 2", true)]
    [InlineData("E.A => 1, E.B => 2", false)]
    public void A_default_arm_over_an_enum_is_found(string arms, bool isOffence) => Assert.Equal(
        isOffence, TasteRules.DefaultArmsOverEnums(Class(
            "ir/Values/X.cs", $"enum E {{ A, B }} int F(E e) => e switch {{ {arms} }};")).Any());

    [Fact]
    public void A_promise_in_a_comment_is_found() => Assert.NotEmpty(
        TasteRules.PromisesInComments(Class("ir/Values/X.cs", "// TO" + "DO: later")));

    [Theory]
    [InlineData("interface I; class A : I;", true)]
    [InlineData("interface I; class A : I; class B : A;", false)]
    public void A_lone_interface_is_found(string types, bool isOffence) => Assert.Equal(
        isOffence, TasteRules.LoneInterfaces(
            SourceTree.Of(("ir/Values/X.cs", "namespace TinyChain.Ir.Values;\n" + types))).Any());

    [Fact]
    public void Sizes_are_measured()
    {
        var blank = string.Concat(Enumerable.Repeat("\n", SizeRules.MethodLines));
        var cases = string.Concat(Enumerable.Range(0, 80).Select(n => $"{n} => {n},\n"));
        Assert.Single(SizeRules.LongMethods(Class("ir/Values/X.cs", $"void F() {{ {blank} }}")));
        Assert.Empty(SizeRules.LongMethods(
            Class("ir/Values/X.cs", $"int F(int x) => x switch {{ {cases} }};")));
        Assert.Single(SizeRules.WideLines(Class("ir/Values/X.cs", "//" + new string('x', 99))));
        Assert.Single(SizeRules.LongFiles(Class("ir/Values/X.cs", string.Concat(blank, blank,
            blank, blank, blank, blank))));
        Assert.Single(SizeRules.ManyParameters(
            Class("ir/Values/X.cs", "void F(int a, int b, int c, int d, int e, int f) { }")));
    }

    [Theory]
    [InlineData("ir/Values/X.cs", "TinyChain.Ir.Values", "public class X;", true)]
    [InlineData("ir/Values/X.cs", "TinyChain.Ir", "public class X;", false)]
    [InlineData("ir/Values/X.cs", "TinyChain.Ir.Values", "public class Y;", false)]
    [InlineData("ir/Values/X.cs", "TinyChain.Ir.Values", "public class X; public enum E;", false)]
    [InlineData("ir/Values/X.Part.cs", "TinyChain.Ir.Values", "public class X;", true)]
    [InlineData("ir/Cellar/X.cs", "TinyChain.Ir.Cellar", "public class X;", false)]
    [InlineData("attic/X.cs", "TinyChain.Attic", "public class X;", false)]
    public void A_file_in_the_wrong_place_is_found(
        string path, string space, string types, bool isFine)
    {
        var tree = SourceTree.Of((path, $"namespace {space};\n{types}"));
        var found = LayoutRules.UnknownFolders(tree).Concat(LayoutRules.Namespaces(tree))
            .Concat(LayoutRules.SeveralPublicTypes(tree)).Concat(LayoutRules.FileNames(tree));
        Assert.Equal(isFine, !found.Any());
    }

    private static SourceTree Class(string path, string members) => SourceTree.Of((
        path, $"namespace {Rooms.NamespaceOf(path)};\npublic class X\n{{\n{members}\n}}\n"));

    private static void Finds(
        Func<SourceTree, IEnumerable<Offence>> rule, string offence,
        params (string Path, string Text)[] files) =>
        Assert.Equal(offence, Assert.Single(rule(SourceTree.Of(files))).ToString());
}
