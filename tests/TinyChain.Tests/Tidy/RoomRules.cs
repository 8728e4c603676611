using System.Xml.Linq;

namespace TinyChain.Tests.Tidy;

/// <summary>Who may use whom: between rooms, between folders, between projects.</summary>
internal static class RoomRules
{
    /// <summary>parser ──► ir ◄── runtime ◄── codegen, host ──► all.</summary>
    public static IEnumerable<Offence> RoomOrder(SourceTree tree) =>
        from file in tree.Files
        where Rooms.Uses.ContainsKey(file.Room)
        from use in file.Uses
        let target = Rooms.OfNamespace(use.Namespace)
        where target is { } there && there.Room != file.Room
            && !Rooms.Uses[file.Room].Contains(there.Room)
        select file.At(use.Node, $"{file.Room} may not use {target.Value.Room} ({use.Name})");

    /// <summary>Within ir and runtime, a folder uses only those that stand before it.</summary>
    public static IEnumerable<Offence> FolderOrder(SourceTree tree) =>
        from file in tree.Files
        where Rooms.OrderedFolders.ContainsKey(file.Room)
        let own = Rank(file.Room, file.Folder)
        from use in file.Uses
        let target = Rooms.OfNamespace(use.Namespace)
        where target is { } there && there.Room == file.Room
            && Rank(file.Room, there.Folder) > own
        select file.At(
            use.Node, $"{file.Folder} stands before {target.Value.Folder} ({use.Name})");

    /// <summary>The same arrows as the rooms', written in the project files.</summary>
    public static IEnumerable<Offence> ProjectReferences(string path, string text)
    {
        var room = Rooms.OfPath(path).Room;
        var project = XDocument.Parse(text, LoadOptions.SetLineInfo);
        foreach (var item in project.Descendants("ProjectReference"))
        {
            var target = RoomOfProject((string)item.Attribute("Include")!);
            if (room != target && !Rooms.Uses[room].Contains(target))
                yield return new Offence(path, LineOf(item), $"{room} may not refer to {target}");
        }

        // ir and parser are BCL only: what the language means hangs on no package.
        if (room is not ("ir" or "parser")) yield break;
        foreach (var item in project.Descendants("PackageReference"))
            yield return new Offence(path, LineOf(item), $"{room} takes no package");
    }

    /// <summary>`../../host/TinyChain.Host.csproj` ⇒ host.</summary>
    private static string RoomOfProject(string include) =>
        include.Replace('\\', '/').Split('/')[^1].Split('.')[1].ToLowerInvariant();

    private static int Rank(string room, string folder) =>
        Array.IndexOf(Rooms.OrderedFolders[room], folder.Split('/')[0]);

    private static int LineOf(XElement item) => ((System.Xml.IXmlLineInfo)item).LineNumber;
}
