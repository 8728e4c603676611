using System.Globalization;

namespace TinyChain.Host.Simulation;

/// <summary>What happened in schedules, in numbers.</summary>
internal sealed class SimCounts
{
    internal int Requests { get; set; }

    internal int Committed { get; set; }

    internal int RolledBack { get; set; }

    internal int Unknown { get; set; }

    /// <summary>Runs that hosts have begun again by themselves.</summary>
    internal int Again { get; set; }

    internal int Crashes { get; set; }

    /// <summary>Batches that a crash found unsynced, and those of them that were there after it.
    /// </summary>
    internal int Unsynced { get; set; }

    internal int Kept { get; set; }

    internal int Lost { get; set; }

    internal int Forged { get; set; }

    internal int Flawed { get; set; }

    internal int Replayed { get; set; }

    /// <summary>Histories that are serializable, but not in the order of real time.</summary>
    internal int OutOfTime { get; set; }

    internal void Add(SimCounts other)
    {
        Requests += other.Requests;
        Committed += other.Committed;
        RolledBack += other.RolledBack;
        Unknown += other.Unknown;
        Again += other.Again;
        Crashes += other.Crashes;
        Unsynced += other.Unsynced;
        Kept += other.Kept;
        Lost += other.Lost;
        Forged += other.Forged;
        Flawed += other.Flawed;
        Replayed += other.Replayed;
        OutOfTime += other.OutOfTime;
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Requests} requests: {Committed} committed, {RolledBack} rolled back, {Unknown} without "
        + $"an answer, {Again} begun again; "
        + $"{Crashes} crashes, which kept {Kept} of {Unsynced} unsynced batches; "
        + $"{Lost} messages lost, {Replayed} repeated late, {Forged} forged, {Flawed} "
        + $"tokens with a flaw; {OutOfTime} schedules not in the order of real time");
}
