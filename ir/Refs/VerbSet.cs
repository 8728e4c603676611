namespace TinyChain.Ir.Refs;

/// <summary>Some of the four verbs.</summary>
[Flags]
public enum VerbSet
{
    None = 0,
    Get = 1 << Verb.Get,
    Put = 1 << Verb.Put,
    Post = 1 << Verb.Post,
    Delete = 1 << Verb.Delete,
    Any = Get | Put | Post | Delete,
}
