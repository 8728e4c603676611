using System.Security.Cryptography;
using TinyChain.Runtime.Ports;

namespace TinyChain.Host.Hosting;

/// <summary>The operating system's randomness.</summary>
public sealed class SystemEntropy : IEntropy
{
    public void Fill(Span<byte> bytes) => RandomNumberGenerator.Fill(bytes);
}
