namespace TinyChain.Host.Simulation;

/// <summary>Why one transaction comes before another (Adya; Elle, section 4).</summary>
[Flags]
internal enum Edge
{
    None = 0,

    /// <summary>Its append comes before the other's in a list.</summary>
    WriteWrite = 1,

    /// <summary>The other read what it appended.</summary>
    WriteRead = 2,

    /// <summary>It did not yet see what the other appended.</summary>
    ReadWrite = 4,

    /// <summary>It had ended before the other began.</summary>
    RealTime = 8,
}
