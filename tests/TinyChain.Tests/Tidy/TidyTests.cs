using Xunit;

namespace TinyChain.Tests.Tidy;

/// <summary>The house's rules over our own source; each failure lists file:line.</summary>
public sealed class TidyTests
{
    [Fact]
    public void Rooms_use_only_the_rooms_below_them() => None(RoomRules.RoomOrder);

    [Fact]
    public void Folders_of_ir_and_runtime_use_only_earlier_ones() => None(RoomRules.FolderOrder);

    [Fact]
    public void Projects_refer_only_to_the_rooms_below_them() => None(
        Repo.Files(".csproj").SelectMany(path =>
            RoomRules.ProjectReferences(path, Repo.Read(path))));

    [Fact]
    public void No_room_calls_what_is_absent_from_it_on_purpose() => None(CallRules.BannedNames);

    [Fact]
    public void The_compiler_never_waits() => None(CallRules.AsyncInPureRooms);

    [Fact]
    public void Machines_have_no_task_lock_or_clock() => None(CallRules.Machines);

    [Fact]
    public void Nobody_blocks_on_a_task() => None(CallRules.BlockingWaits);

    [Fact]
    public void Ir_throws_for_bugs_only() => None(CallRules.ThrowsInIr);

    [Fact]
    public void Ir_has_no_static_that_changes() => None(TasteRules.MutableStaticsInIr);

    [Fact]
    public void Switches_over_enums_name_each_member() => None(TasteRules.DefaultArmsOverEnums);

    [Fact]
    public void Comments_promise_nothing() => None(TasteRules.PromisesInComments);

    [Fact]
    public void Interfaces_have_two_implementations() => None(TasteRules.LoneInterfaces);

    [Fact]
    public void Files_are_short() => None(SizeRules.LongFiles);

    [Fact]
    public void Methods_are_short() => None(SizeRules.LongMethods);

    [Fact]
    public void Parameters_are_few() => None(SizeRules.ManyParameters);

    [Fact]
    public void Lines_are_narrow() => None(SizeRules.WideLines);

    [Fact]
    public void Files_stand_in_folders_of_the_plan() => None(LayoutRules.UnknownFolders);

    [Fact]
    public void Namespaces_follow_folders() => None(LayoutRules.Namespaces);

    [Fact]
    public void Types_stand_in_namespaces() => None(LayoutRules.TypesOutsideANamespace);

    [Fact]
    public void A_file_has_one_public_type() => None(LayoutRules.SeveralPublicTypes);

    [Fact]
    public void A_file_is_named_after_its_type() => None(LayoutRules.FileNames);

    [Fact]
    public void Each_room_has_a_readme() => None(LayoutRules.RoomsWithoutReadme(path =>
        File.Exists(Path.Combine(Repo.Root, path))));

    private static void None(Func<SourceTree, IEnumerable<Offence>> rule) =>
        None(rule(SourceTree.Ours));

    private static void None(IEnumerable<Offence> offences)
    {
        var found = offences.Distinct().ToList();
        Assert.True(found.Count == 0, $"{found.Count} found:\n" + string.Join('\n', found));
    }
}
