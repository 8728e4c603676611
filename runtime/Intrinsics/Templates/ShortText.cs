using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TinyChain.Runtime.Intrinsics.Templates;

/// <summary>Copies texts, most of which are shorter than a call takes.</summary>
internal static class ShortText
{
    /// <summary>Copies a text to where there is room for it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Copy(string text, ref char to)
    {
        ref var from = ref MemoryMarshal.GetReference(text.AsSpan());
        switch (text.Length)
        {
            case > 2 * PerLong:
                text.AsSpan().CopyTo(MemoryMarshal.CreateSpan(ref to, text.Length));
                break;
            case >= PerLong:
                CopyEnds<long>(ref from, ref to, text.Length - PerLong);
                break;
            case >= PerInt:
                CopyEnds<int>(ref from, ref to, text.Length - PerInt);
                break;
            case 1:
                to = from;
                break;
        }
    }

    private const int PerLong = sizeof(long) / sizeof(char);
    private const int PerInt = sizeof(int) / sizeof(char);

    /// <summary>The first characters and the last, where these two meet or overlap.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CopyEnds<T>(ref char from, ref char to, int last)
        where T : unmanaged
    {
        var (start, end) = (Read<T>(ref from), Read<T>(ref Unsafe.Add(ref from, last)));
        Write(ref to, start);
        Write(ref Unsafe.Add(ref to, last), end);
    }

    private static T Read<T>(ref char from)
        where T : unmanaged =>
        Unsafe.ReadUnaligned<T>(ref Unsafe.As<char, byte>(ref from));

    private static void Write<T>(ref char to, T part)
        where T : unmanaged =>
        Unsafe.WriteUnaligned(ref Unsafe.As<char, byte>(ref to), part);
}
