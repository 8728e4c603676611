using TinyChain.Ir;
using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Intrinsics.Templates;

/// <summary>
/// What one rendering may still use. Passing it ends the rendering by an exception.
/// </summary>
internal sealed class TemplateBudget(int templateLength)
{
    /// <summary>
    /// Units of work: about one for each tag that a loop's turn may run, some 100 ns each, so a
    /// rendering that does nothing but turn ends within about 2 s.
    /// </summary>
    private const long Units = 16 << 20;

    // A tag of four characters is the shortest; a turn may run each tag of the template.
    private readonly long _unitsPerItem = 1 + (templateLength / 4);
    private long _units = Units;
    private long _characters = Limits.StateWeight;

    /// <summary>An item or entry is looked at: a loop's next turn.</summary>
    public void ChargeItem()
    {
        _units -= _unitsPerItem;
        if (_units < 0)
            throw new TemplateLimitException(Fault.Limit("work of a template", Units));
    }

    /// <summary>Characters are about to be written.</summary>
    public void ChargeOutput(int characters)
    {
        _characters -= characters;
        if (_characters < 0)
        {
            throw new TemplateLimitException(
                Fault.Limit("length of a rendered template", Limits.StateWeight));
        }
    }
}
