namespace TinyChain.Tests.Tidy;

/// <summary>The plan of the house: rooms, their folders, and who may use whom.</summary>
internal static class Rooms
{
    /// <summary>room → the rooms that it may use.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> Uses =
        new Dictionary<string, string[]>
        {
            ["ir"] = [],
            ["parser"] = ["ir"],
            ["runtime"] = ["ir"],
            ["codegen"] = ["ir", "runtime"],
            ["host"] = ["ir", "parser", "runtime", "codegen"],
            ["tests"] = ["ir", "parser", "runtime", "codegen", "host"],
        };

    /// <summary>room → its folders: a later one may use an earlier, never the reverse.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> OrderedFolders =
        new Dictionary<string, string[]>
        {
            ["ir"] =
            [
                "Diagnostics", "Values", "Refs", "Ops", "Types", "Intrinsics", "Encoding",
                "Checking", "Planning", "Printing",
            ],
            ["runtime"] =
            [
                "Ports", "Telemetry", "Auth", "Peers", "Storage", "Transactions", "Intrinsics",
                "Collections", "Chains", "Execution", "Kernel",
            ],
        };

    /// <summary>room → its folders in no order; "" allows files at the room's door.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> FreeFolders =
        new Dictionary<string, string[]>
        {
            ["ir"] = [""],
            ["parser"] = ["", "Syntax", "Forms"],
            ["codegen"] = ["", "Tiering", "Emit", "Sinks", "Bundles"],
            ["host"] =
            [
                "", "Commands", "Http", "Debug", "Network", "Options", "Hosting", "Simulation",
            ],
            ["tests"] =
            [
                "", "Ir", "Parser", "Runtime", "Codegen", "Host", "Golden", "Reference",
                "Conformance", "Serializability", "Simulation", "Widgets", "Tidy", "Docs",
                "Programs", "Timing", "Compiling", "Serving",
            ],
        };

    /// <summary>Projects of the tests' room, each a folder above its own folders.</summary>
    public static readonly string[] TestProjects = ["TinyChain.Tests", "TinyChain.Benchmarks"];

    /// <summary>The room and folder of a namespace of ours; null for anyone else's.</summary>
    public static (string Room, string Folder)? OfNamespace(string name)
    {
        var parts = name.Split('.');
        return parts.Length > 1 && parts[0] == "TinyChain"
            ? (RoomOf(parts[1]), parts.Length > 2 ? parts[2] : "")
            : null;
    }

    /// <summary>`ir/Types/X.cs` ⇒ ir, Types; `tests/TinyChain.Tests/Ir/X.cs` ⇒ tests, Ir.</summary>
    public static (string Room, string Folder) OfPath(string path)
    {
        var folders = path.Split('/')[..^1];
        if (folders.Length == 0) return ("", "");
        var first = folders[0] == "tests" && folders.Length > 1 ? 2 : 1;
        return (folders[0], string.Join('/', folders[first..]));
    }

    /// <summary>`ir/Types/X.cs` ⇒ TinyChain.Ir.Types, the file's namespace.</summary>
    public static string NamespaceOf(string path)
    {
        var (room, folder) = OfPath(path);
        var door = room == "tests"
            ? path.Split('/')[1]
            : "TinyChain." + char.ToUpperInvariant(room[0]) + room[1..];
        return folder.Length == 0 ? door : door + "." + folder.Replace('/', '.');
    }

    private static string RoomOf(string part) =>
        part == "Benchmarks" ? "tests" : part.ToLowerInvariant();
}
