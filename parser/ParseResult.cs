using System.Diagnostics.CodeAnalysis;
using TinyChain.Ir.Diagnostics;

namespace TinyChain.Parser;

/// <summary>What a parse produced: a product, or the diagnostics that say why there is none.</summary>
public sealed record ParseResult<T>(T? Product, DiagnosticBag Diagnostics)
    where T : class
{
    [MemberNotNullWhen(true, nameof(Product))]
    public bool IsOk => Product is not null && Diagnostics.IsEmpty;
}
