namespace TinyChain.Benchmarks.Programs;

/// <summary>What the rules of rules50 look at.</summary>
internal sealed record Applicant
{
    public required long Age { get; init; }

    public required double Income { get; init; }

    public required double Debt { get; init; }

    public required long Years { get; init; }

    public required long Children { get; init; }

    public required long Score { get; init; }

    public required double Savings { get; init; }

    public required double Rent { get; init; }

    public required long Accounts { get; init; }

    public required long Defaults { get; init; }
}
