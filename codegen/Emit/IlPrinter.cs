using System.Globalization;
using System.Reflection;
using System.Text;

namespace TinyChain.Codegen.Emit;

/// <summary>IL as text: each step of the plan as a comment above its instructions.</summary>
internal static class IlPrinter
{
    internal static string Print(string title, IlBody body)
    {
        var text = new StringBuilder();
        text.Append("il ").Append(title).Append('\n');
        Print(body, text);
        foreach (var function in body.Functions)
        {
            text.Append(CultureInfo.InvariantCulture, $"{Name(function.Result)} {function}(");
            text.AppendJoin(", ", function.Parameters.Select(Name)).Append(")\n");
            Print(function.Body, text);
        }

        return text.ToString();
    }

    private static void Print(IlBody body, StringBuilder text)
    {
        foreach (var local in body.Locals)
            text.Append(CultureInfo.InvariantCulture, $"  local {Name(local.Type)} {local.Name}\n");
        for (var i = 0; i < body.Instructions.Count; i++)
        {
            foreach (var comment in body.CommentsAt(i))
                text.Append("  // ").Append(comment).Append('\n');
            var (code, operand) = body.Instructions[i];
            var line = string.Create(
                CultureInfo.InvariantCulture, $"  {i,4}  {code.Name,-10} {Operand(operand)}");
            text.Append(line.TrimEnd()).Append('\n');
        }
    }

    private static string Operand(object? operand) => operand switch
    {
        null => "",
        string text => $"\"{text}\"",
        IlRegion region => region.ToString().ToLowerInvariant(),
        IlLocal local => local.Name,
        IlLabel label => $"@{label.Position}",
        IlLabel[] labels => string.Join(' ', labels.Select(l => $"@{l.Position}")),
        FieldInfo field => $"{field.DeclaringType!.Name}.{field.Name}",
        MethodInfo method => $"{method.DeclaringType!.Name}.{method.Name}",
        Type type => Name(type),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => operand.ToString()!,
    };

    private static string Name(Type type) =>
        type == typeof(long) ? "int64" : type == typeof(double) ? "float64"
        : type == typeof(bool) ? "bool" : type == typeof(int) ? "int32" : type.Name;
}
