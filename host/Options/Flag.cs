namespace TinyChain.Host.Options;

/// <summary>A flag of `serve`, as the command line, the environment and the help know it.</summary>
public sealed record Flag(string Name, string Value, string Help)
{
    /// <summary>May be given several times.</summary>
    public bool IsRepeatable { get; init; }

    /// <summary>Stands alone, or takes true or false.</summary>
    public bool IsSwitch { get; init; }

    /// <summary>False while nothing in this version acts on it; the start log says so.</summary>
    public bool HasEffect { get; init; } = true;

    /// <summary>On the command line; underscores are accepted too.</summary>
    public string Option => "--" + Name.Replace('_', '-');

    /// <summary>In the environment; several values are separated by spaces.</summary>
    public string Variable => "TINYCHAIN_" + Name.ToUpperInvariant();
}
