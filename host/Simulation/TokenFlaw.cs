namespace TinyChain.Host.Simulation;

/// <summary>What is wrong with a client's token.</summary>
internal enum TokenFlaw
{
    None,

    Expired,

    /// <summary>Its issuer may not give what it claims.</summary>
    Overclaims,

    /// <summary>Its outer layer claims what the inner one does not.</summary>
    Widens,

    /// <summary>It is for another host.</summary>
    ForAnother,

    /// <summary>It is good for the first host alone, and the op may call others.</summary>
    Narrow,
}
