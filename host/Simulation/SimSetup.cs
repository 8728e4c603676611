namespace TinyChain.Host.Simulation;

/// <summary>How large a schedule is, and how its disks keep their word.</summary>
internal sealed record SimSetup(int Steps, int Hosts, Honesty Disk);
