using System.Text;

namespace TinyChain.Runtime.Intrinsics.Templates;

/// <summary>
/// Collects a rendering, and stops it as soon as it is longer than a state may be.
/// </summary>
internal sealed class TemplateWriter(TemplateBudget budget) : TextWriter
{
    private readonly StringBuilder _text = new();

    public override Encoding Encoding => Encoding.Unicode;

    public override void Write(char value)
    {
        budget.ChargeOutput(1);
        _text.Append(value);
    }

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(ReadOnlySpan<char> buffer)
    {
        budget.ChargeOutput(buffer.Length);
        _text.Append(buffer);
    }

    public override void Write(char[] buffer, int index, int count) =>
        Write(buffer.AsSpan(index, count));

    public override string ToString() => _text.ToString();
}
