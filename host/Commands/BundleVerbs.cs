using System.CommandLine;

namespace TinyChain.Host.Commands;

/// <summary>The verbs that make and check bundles.</summary>
internal static class BundleVerbs
{
    internal const string Compile = "compile";
    internal const string Verify = "verify";

    internal static Command CompileVerb()
    {
        var paths = new Argument<string[]>("FILE")
        {
            Description = "libraries as they are installed, or directories of such .json files",
            Arity = ArgumentArity.OneOrMore,
        };
        var output = new Option<string?>("--output", "-o")
        {
            Description = "the bundle to write, such as demo.tcb",
            HelpName = "FILE",
        };
        var emit = new Option<string>("--emit")
        {
            Description = "how the image is made: il or csharp (default il)",
            HelpName = "KIND",
            DefaultValueFactory = _ => "il",
        };
        var check = new Option<bool>("--check") { Description = "check only, and write nothing" };
        var command = new Command(Compile, "Compile libraries to a bundle, for serve --bundle.")
        {
            paths, output, emit, check,
        };
        command.SetAction(parsed =>
            parsed.GetValue(output) is null && !parsed.GetValue(check)
                ? CommandLine.Fail("compile needs -o FILE, or --check to write nothing")
                : CompileCommand.Run(
                    parsed.GetValue(paths)!,
                    parsed.GetValue(check) ? null : parsed.GetValue(output),
                    parsed.GetValue(emit)!));
        return command;
    }

    internal static Command VerifyVerb()
    {
        var file = new Argument<string>("FILE") { Description = "a bundle" };
        var command = new Command(
            Verify, "Compile what is in a bundle again, and compare with what it holds.") { file };
        command.SetAction(parsed => VerifyCommand.Run(parsed.GetValue(file)!));
        return command;
    }
}
