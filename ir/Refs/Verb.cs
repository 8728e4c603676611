namespace TinyChain.Ir.Refs;

/// <summary>What is done to a subject.</summary>
public enum Verb
{
    Get,
    Put,
    Post,
    Delete,
}
