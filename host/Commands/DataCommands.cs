using System.Globalization;
using TinyChain.Runtime.Storage;

namespace TinyChain.Host.Commands;

/// <summary>`tinychain backup` and `tinychain restore`: from one file to the other.</summary>
internal static class DataCommands
{
    internal static int Backup(string backup, string store) =>
        Copy(store, backup, progress => StoreBackup.Make(store, backup, progress));

    internal static int Restore(string backup, string store) =>
        Copy(backup, store, progress => StoreBackup.Restore(backup, store, progress));

    private static int Copy(string from, string to, Func<Action<int, int>, long> copy)
    {
        var line = new StatusLine();
        try
        {
            var bytes = copy((part, of) => line.Show($"copied {100L * part / of} %"));
            line.Clear();
            var size = bytes.ToString("N0", CultureInfo.InvariantCulture);
            Console.WriteLine($"copied {from} to {to}: {size} bytes, verified");
            return 0;
        }
        catch (StoreException e)
        {
            line.Clear();
            return CommandLine.Fail(e.Message);
        }
    }
}
