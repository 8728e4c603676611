using System.Buffers;
using Newtonsoft.Json;

namespace TinyChain.Runtime.Auth;

/// <summary>The platform's pool, as the JSON library asks for one.</summary>
internal sealed class CharPool : IArrayPool<char>
{
    internal static CharPool Shared { get; } = new();

    public char[] Rent(int minimumLength) => ArrayPool<char>.Shared.Rent(minimumLength);

    public void Return(char[]? array)
    {
        if (array is not null) ArrayPool<char>.Shared.Return(array);
    }
}
