using TinyChain.Codegen.Bundles;
using TinyChain.Ir.Values;

namespace TinyChain.Host.Commands;

/// <summary>
/// `tinychain inspect`: reads a file and shows one stage of it, its cost, or what a bundle holds.
/// </summary>
internal static class InspectCommand
{
    /// <summary>The op in the file has mistakes, and stderr says which.</summary>
    private const int BadOp = 1;

    internal static async Task<int> Run(
        string file, string stage, string? arguments, string? cost)
    {
        byte[] json;
        try
        {
            json = await Read(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return CommandLine.Fail($"{file} can't be read: {e.Message}");
        }

        if (Bundle.IsOne(json)) return PrintBundle(file, json);
        var (text, fault) = cost is not null
            ? await CostReport.Of(json, cost) : await Inspection.Show(stage, json, arguments);
        if (text is not null)
        {
            Console.Out.Write(text);
            return 0;
        }

        return Explain(fault!);
    }

    /// <summary>What is wrong with the op is shown with its place, on several lines.</summary>
    private static int Explain(Fault fault)
    {
        if (fault.Stack.IsEmpty) return CommandLine.Fail(fault.Message);
        foreach (var line in fault.Stack.Prepend(fault.Message)) Console.Error.WriteLine(line);
        return BadOp;
    }

    private static int PrintBundle(string file, byte[] bytes)
    {
        if (Bundle.Read(bytes, out var problem) is not { } bundle)
            return CommandLine.Fail($"{file} {problem}");
        if (bundle.Problem is { } damage) return CommandLine.Fail($"{file} {damage}");
        Console.Out.Write(bundle.Manifest.Print());
        return 0;
    }

    private static async Task<byte[]> Read(string file)
    {
        await using var input = file == "-" ? Console.OpenStandardInput() : File.OpenRead(file);
        using var bytes = new MemoryStream();
        await input.CopyToAsync(bytes);
        return bytes.ToArray();
    }
}
