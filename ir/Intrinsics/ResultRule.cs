namespace TinyChain.Ir.Intrinsics;

/// <summary>How the class of a method's result follows from its operands' classes.</summary>
public enum ResultRule
{
    /// <summary>Not known before it runs.</summary>
    Any,
    Bool,
    Id,
    Link,
    Map,
    None,
    String,
    Tuple,
    U64,

    /// <summary>The receiver's own class.</summary>
    Same,

    /// <summary>
    /// The promoted class of receiver and operand (<see cref="Types.Promotion"/>).
    /// </summary>
    Promoted,
}
