using TinyChain.Codegen.Bundles;

namespace TinyChain.Host.Commands;

/// <summary>`tinychain verify`: compiles what is in a bundle again, and compares.</summary>
internal static class VerifyCommand
{
    /// <summary>The bundle is not what its libraries compile to, and stderr says where.</summary>
    private const int Forged = 1;

    internal static int Run(string file)
    {
        try
        {
            if (Bundle.Read(System.IO.File.ReadAllBytes(file), out var problem) is not { } bundle)
                return CommandLine.Fail($"{file} {problem}");
            return Verify(file, bundle);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return CommandLine.Fail($"{file} can't be read: {e.Message}");
        }
    }

    private static int Verify(string file, Bundle bundle)
    {
        var progress = new OpProgress("verified");
        var problems = BundleVerifier.Problems(bundle, progress.Report);
        progress.End();
        foreach (var problem in problems) Console.Error.WriteLine($"{file}: {problem}");
        if (problems.Count > 0) return Forged;
        Console.WriteLine($"{file}: everything is what its libraries compile to");
        return 0;
    }
}
