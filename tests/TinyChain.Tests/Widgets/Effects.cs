namespace TinyChain.Tests.Widgets;

/// <summary>What purchases have done so far: the six things that are all done, or none.</summary>
internal sealed record Effects(
    (long User, long Retailer) Balances, long Journal, long Made, long Parcels, long Orders)
{
    /// <summary>What `count` purchases at 20 make of it.</summary>
    public Effects After(int count, int price = 20) => new(
        (Balances.User - (price * count), Balances.Retailer - (15 * count)),
        Journal + (3 * count), Made + count, Parcels + count, Orders + count);
}
