namespace TinyChain.Ir.Ops;

/// <summary>The four kinds of op, one for each verb.</summary>
public enum OpKind
{
    Get,
    Put,
    Post,
    Delete,
}
