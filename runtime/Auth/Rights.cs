using System.Collections.Immutable;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Auth;

/// <summary>
/// What a caller may do: `everywhere` what the umask leaves to anyone, and below some paths more.
/// Bits are 4 to read, 2 to write, 1 to execute.
/// </summary>
public sealed class Rights(int everywhere, ImmutableArray<Grant> grants)
{
    public const int Read = 4;
    public const int Write = 2;
    public const int Execute = 1;

    public static readonly Rights All = new(Read | Write | Execute, []);

    public bool May(Link link, Verb verb)
    {
        var needed = Needed(verb);
        if ((everywhere & needed) != 0) return true;
        foreach (var grant in grants)
        {
            if ((grant.Bits & needed) != 0 && grant.Scope.Covers(link)) return true;
        }

        return false;
    }

    /// <summary>The bit that a verb needs (spec/host.md 1.4).</summary>
    public static int Needed(Verb verb) => verb switch
    {
        Verb.Get => Read,
        Verb.Put or Verb.Delete => Write,
        Verb.Post => Execute,
    };
}
