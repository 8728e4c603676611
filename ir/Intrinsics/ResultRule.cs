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

    /// <summary>A float of a real receiver's width, or the complex receiver's class.</summary>
    Function,

    /// <summary>The class of a real receiver, or a complex one's parts.</summary>
    Part,

    /// <summary>See <see cref="NumberResults.Power"/>.</summary>
    Power,

    /// <summary>See <see cref="NumberResults.Logarithm"/>.</summary>
    Logarithm,
}
