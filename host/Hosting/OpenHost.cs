using System.Net;
using TinyChain.Host.Options;

namespace TinyChain.Host.Hosting;

/// <summary>What an operator is told of a host that others may use as they like.</summary>
internal static class OpenHost
{
    /// <summary>One line, or null.</summary>
    internal static string? Warning(ServeOptions options)
    {
        if (options.Owner is { } owner)
        {
            var isKnown = options.TrustFile is not null
                || options.Trust.Any(t => t.Issuer.Host == owner.Host);
            return isKnown ? null
                : $"nobody can write here yet: the key of the owner {owner} is unknown; give it "
                    + $"with {Flags.Trust.Option}";
        }

        return IPAddress.IsLoopback(options.Address) ? null
            : $"this host is open: it has no owner, so whoever reaches {options.Address} may read, "
                + $"write and execute everything; give {Flags.Owner.Option} to close it";
    }
}
