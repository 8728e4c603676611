using System.Collections;

namespace TinyChain.Runtime.Intrinsics.Templates;

/// <summary>
/// A value as templates see it: a text without members. A plain string won't do, as the engine
/// would let a template reach its properties.
/// </summary>
internal class TemplateText(string text)
{
    public override string ToString() => text;
}

/// <summary>Zero or false: `{{#if}}` takes what enumerates as empty for false.</summary>
internal sealed class TemplateZero(string text) : TemplateText(text), IEnumerable
{
    public IEnumerator GetEnumerator() => Array.Empty<object>().GetEnumerator();
}
