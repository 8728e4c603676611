namespace TinyChain.Host.Commands;

/// <summary>`tinychain inspect`: reads a file and shows one stage of it.</summary>
internal static class InspectCommand
{
    internal static async Task<int> Run(string file, string stage)
    {
        if (!Inspection.Stages.Contains(stage))
            return CommandLine.Fail(
                $"'{stage}' is no stage; use one of {string.Join(", ", Inspection.Stages)}");
        try
        {
            await using var input = file == "-"
                ? Console.OpenStandardInput() : File.OpenRead(file);
            using var bytes = new MemoryStream();
            await input.CopyToAsync(bytes);
            return Inspection.Print(stage, bytes.ToArray());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return CommandLine.Fail($"{file} can't be read: {e.Message}");
        }
    }
}
