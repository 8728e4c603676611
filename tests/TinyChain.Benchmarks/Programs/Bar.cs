namespace TinyChain.Benchmarks.Programs;

/// <summary>
/// What an emitted op may cost: time as a multiple of hand-written C#'s, and bytes allocated by a
/// call, null where only the time counts.
/// </summary>
public sealed record Bar(double Ratio, double? Bytes)
{
    /// <summary>Numbers only: as fast as C#, and nothing on the heap.</summary>
    public static readonly Bar Scalar = new(1.15, 0);

    /// <summary>What the runtime allocates now and then, by the call.</summary>
    private const double Stray = 1;

    public bool IsExceeded(double ratio, double bytes) =>
        ratio > Ratio || bytes > (Bytes ?? double.MaxValue) + Stray;

    public override string ToString() =>
        Bytes is { } bytes ? $"{Ratio:0.00}, {bytes:0} B" : $"{Ratio:0.00}";
}
