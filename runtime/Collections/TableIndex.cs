using System.Collections.Immutable;
using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Collections;

/// <summary>
/// An order of a table's rows: index 0, the primary one, holds the rows; an entry of another holds
/// the key of its row's entry there.
/// </summary>
/// <param name="Name">Its name; none for the primary one.</param>
/// <param name="Number">The byte after the table's prefix in all its keys.</param>
/// <param name="Declared">The columns that the schema gives it, as places in a row.</param>
/// <param name="Columns">
/// The columns of its keys: those declared, then those of the table's key that are not among them,
/// which make its keys unique.
/// </param>
internal sealed record TableIndex(
    Id? Name, byte Number, ImmutableArray<int> Declared, ImmutableArray<int> Columns)
{
    internal bool IsPrimary => Number == 0;

    /// <summary>What all its keys begin with.</summary>
    internal byte[] Prefix(byte[] table) => [.. table, Number];
}
