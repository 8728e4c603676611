using System.Globalization;
using TinyChain.Codegen.Bundles;

namespace TinyChain.Host.Commands;

/// <summary>`tinychain compile`: libraries to a bundle.</summary>
internal static class CompileCommand
{
    /// <summary>A library has mistakes, and stderr says which.</summary>
    private const int BadLibrary = 1;

    /// <summary>`output` is null to check the libraries and write nothing.</summary>
    internal static int Run(string[] paths, string? output, string emit)
    {
        if (BundleManifest.EmitOf(emit) is not { } kind)
            return CommandLine.Fail($"'{emit}' is no way to emit; use il or csharp");
        try
        {
            var files = new LibraryFiles();
            foreach (var file in LibraryFiles.In(paths)) files.Add(file);
            foreach (var problem in files.Problems) Console.Error.Write(problem);
            if (files.Problems.Count > 0) return BadLibrary;
            if (files.Libraries.Count == 0)
                return CommandLine.Fail($"no .json file is in {string.Join(", ", paths)}");
            if (output is null) Console.WriteLine($"{Count(files)}: no mistakes");
            else Write(files, output, kind);
            return 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return CommandLine.Fail(e.Message);
        }
    }

    private static void Write(LibraryFiles files, string output, BundleEmit kind)
    {
        var progress = new OpProgress("compiled");
        var bundle = BundleCompiler.Build(files.Libraries, kind, progress.Report);
        progress.End();
        // Written whole beside it first: what stands under the name is never half a bundle.
        var draft = $"{output}.part";
        System.IO.File.WriteAllBytes(draft, bundle);
        System.IO.File.Move(draft, output, overwrite: true);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{output}: {Count(files)}, {bundle.Length} bytes"));
    }

    private static string Count(LibraryFiles files) =>
        files.Libraries.Count == 1 ? "1 library" : $"{files.Libraries.Count} libraries";
}
