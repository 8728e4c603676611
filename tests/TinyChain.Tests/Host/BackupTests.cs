using System.Text;
using Xunit;

namespace TinyChain.Tests.Host;

/// <summary>`backup`, `restore` and `check`, as an operator runs them.</summary>
public sealed class BackupTests : IDisposable
{
    private const string Shop = """
        {"/service/shop": {
          "set": {"/state/chain/sync": [{"/state/collection/table": [[
            [[["n", "/state/scalar/value/number/uint/64"]],
             [["w", "/state/scalar/value/number/uint/64"]]],
            [["by_w", ["w"]]]]]}]},
          "log": {"/state/chain/block": [{"/state/collection/btree": [
            [["n", "/state/scalar/value/number/uint/64"]]]}]},
          "add": {"/state/scalar/op/put": ["k", "v", [
            ["a", {"$self/set": [[{"$k": []}], [{"$v": []}]]}],
            ["r", {"/state/scalar/ref/after": [
              {"$a": []}, {"$self/log": [null, [{"$k": []}]]}]}]]]}}}
        """;

    private readonly ScratchFolder _folder = new();

    private string Data => Path.Combine(_folder.Path, "data");

    private string Copy => Path.Combine(_folder.Path, "copy");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_backup_under_writes_is_one_moment_that_restores_and_is_sound()
    {
        using var host = await HostProcess.Serve(Data);
        using var client = new HttpClient { BaseAddress = host.Address };
        await Put(client, "/service?key=%22shop%22", "false");
        await Put(client, "/service/shop?key=%220.0.0%22", Shop);
        for (var i = 0; i < 20; i++) await Add(client, i);
        using var stop = new CancellationTokenSource();
        var writes = Task.WhenAll(
            WriteUntil(client, 1000, stop.Token), WriteUntil(client, 100_000, stop.Token));
        var copied = await HostProcess.Run("backup", Copy, "--data-dir", Data);
        var live = await HostProcess.Run("check", "--data_dir", Data);
        await stop.CancelAsync();
        await writes;
        Assert.Equal((0, ""), (copied.ExitCode, copied.Errors));
        Assert.Equal(["tinychain.db"], Directory.GetFiles(Copy).Select(Path.GetFileName));
        Assert.Equal((0, ""), (live.ExitCode, live.Errors));
        await host.Kill();
        AssertRefused("has data already", await Restore(_folder.Path, Copy, Data));
        var again = Path.Combine(_folder.Path, "again");
        Assert.Equal(0, (await Restore(_folder.Path, Copy, again)).ExitCode);
        var check = await HostProcess.Run("check", "--data-dir", again);
        Assert.Equal((0, ""), (check.ExitCode, check.Errors));
        Assert.Matches(
            @"^checked 2 collections, 1 block chain, [\d,]+ rows: nothing wrong\n$", check.Output);
        await AssertServes(again);
    }

    [Fact]
    public async Task What_can_not_be_copied_is_refused_and_leaves_nothing()
    {
        AssertRefused("there is no", await HostProcess.Run("backup", Copy, "--data-dir", Data));
        AssertRefused("there is no", await Restore(_folder.Path, Copy, Data));
        AssertRefused("there is no", await HostProcess.Run("check", "--data-dir", Data));
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
        using (await HostProcess.Serve(Data))
        {
            Assert.Equal(0, (await HostProcess.Run("backup", Copy, "--data-dir", Data)).ExitCode);
            AssertRefused("is in use by another host", await Restore(_folder.Path, Copy, Data));
        }

        AssertRefused(
            "is not empty: it holds tinychain.db",
            await HostProcess.Run("backup", Copy, "--data-dir", Data));
        var file = Path.Combine(Copy, "tinychain.db");
        await File.WriteAllTextAsync(file, "Dear diary, …");
        var other = Path.Combine(_folder.Path, "other");
        AssertRefused("is not a database", await Restore(_folder.Path, Copy, other));
        Assert.False(Directory.Exists(other));
    }

    private static Task<(int ExitCode, string Output, string Errors)> Restore(
        string folder, string copy, string data) =>
        HostProcess.Run("restore", Path.Combine(folder, copy), "--data-dir", data);

    private static async Task AssertServes(string data)
    {
        using var host = await HostProcess.Serve(data);
        using var client = new HttpClient { BaseAddress = host.Address };
        var rows = await client.GetStringAsync("/service/shop/0.0.0/set/count");
        Assert.True(int.Parse(rows) >= 20, rows);
        Assert.Equal(rows, await client.GetStringAsync("/service/shop/0.0.0/log/count"));
        await Add(client, 50_000_000);
    }

    private static async Task WriteUntil(HttpClient client, int first, CancellationToken stop)
    {
        for (var i = first; !stop.IsCancellationRequested; i++) await Add(client, i);
    }

    private static Task Add(HttpClient client, int key) =>
        Put(client, $"/service/shop/0.0.0/add?key={key}", $"{key / 3}");

    private static async Task Put(HttpClient client, string target, string body)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        using var response = await client.PutAsync(new Uri(target, UriKind.Relative), content);
        Assert.Equal("null\n", await response.Content.ReadAsStringAsync());
    }

    private static void AssertRefused(
        string part, (int ExitCode, string Output, string Errors) run)
    {
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.StartsWith("tinychain: ", run.Errors);
        Assert.Contains(part, run.Errors);
    }
}
