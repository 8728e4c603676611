using System.Diagnostics.CodeAnalysis;
using TinyChain.Ir.Diagnostics;

namespace TinyChain.Parser;

/// <summary>What a parse produced: a product, or the diagnostics that say why there is none.</summary>
public sealed record ParseResult<T>(T? Product, DiagnosticBag Diagnostics)
    where T : class
{
    [MemberNotNullWhen(true, nameof(Product))]
    public bool IsOk => Product is not null && Diagnostics.IsEmpty;

    /// <summary>
    /// The parameter that the request must give and doesn't, such as `op`: the one mistake that is
    /// answered by 404 not_found, with this name as its message (spec/language.md 5), not by 400.
    /// </summary>
    public string? MissingParameter { get; init; }
}
