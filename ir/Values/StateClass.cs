namespace TinyChain.Ir.Values;

/// <summary>
/// A native class: a node of the tree in spec/language.md 1.5. The set is closed, so classes are
/// compared by reference. Numbers' classes are <see cref="NumberClass"/>.
/// </summary>
public class StateClass
{
    private static readonly Dictionary<string, StateClass> s_byPath = [];

    public static readonly StateClass Any = new("/state", null);
    public static readonly StateClass Map = new("/state/map", Any);
    public static readonly StateClass Tuple = new("/state/tuple", Any);
    public static readonly StateClass Closure = new("/state/closure", Any);
    public static readonly StateClass Class = new("/state/object/class", Any);
    public static readonly StateClass Instance = new("/state/object/instance", Any);
    public static readonly StateClass Collection = new("/state/collection", Any);
    public static readonly StateClass BTree = new("/state/collection/btree", Collection);
    public static readonly StateClass Table = new("/state/collection/table", Collection);
    public static readonly StateClass Chain = new("/state/chain", Any);
    public static readonly StateClass ChainSync = new("/state/chain/sync", Chain);
    public static readonly StateClass ChainBlock = new("/state/chain/block", Chain);
    public static readonly StateClass Scalar = new("/state/scalar", Any);
    public static readonly StateClass Cluster = new("/state/scalar/cluster", Scalar);
    public static readonly StateClass ScalarMap = new("/state/scalar/map", Scalar);
    public static readonly StateClass ScalarTuple = new("/state/scalar/tuple", Scalar);
    public static readonly StateClass Range = new("/state/scalar/range", Scalar);
    public static readonly StateClass Op = new("/state/scalar/op", Scalar);
    public static readonly StateClass OpGet = new("/state/scalar/op/get", Op);
    public static readonly StateClass OpPut = new("/state/scalar/op/put", Op);
    public static readonly StateClass OpPost = new("/state/scalar/op/post", Op);
    public static readonly StateClass OpDelete = new("/state/scalar/op/delete", Op);
    public static readonly StateClass Ref = new("/state/scalar/ref", Scalar);
    public static readonly StateClass RefAfter = new("/state/scalar/ref/after", Ref);
    public static readonly StateClass RefCase = new("/state/scalar/ref/case", Ref);
    public static readonly StateClass RefCond = new("/state/scalar/ref/cond", Ref);
    public static readonly StateClass RefForEach = new("/state/scalar/ref/for_each", Ref);
    public static readonly StateClass RefId = new("/state/scalar/ref/id", Ref);
    public static readonly StateClass RefIf = new("/state/scalar/ref/if", Ref);
    public static readonly StateClass RefWhile = new("/state/scalar/ref/while", Ref);
    public static readonly StateClass RefWith = new("/state/scalar/ref/with", Ref);
    public static readonly StateClass RefOp = new("/state/scalar/ref/op", Ref);
    public static readonly StateClass RefGet = new("/state/scalar/ref/op/get", RefOp);
    public static readonly StateClass RefPut = new("/state/scalar/ref/op/put", RefOp);
    public static readonly StateClass RefPost = new("/state/scalar/ref/op/post", RefOp);
    public static readonly StateClass RefDelete = new("/state/scalar/ref/op/delete", RefOp);
    public static readonly StateClass Value = new("/state/scalar/value", Scalar);
    public static readonly StateClass Bytes = new("/state/scalar/value/bytes", Value);
    public static readonly StateClass Email = new("/state/scalar/value/email", Value);
    public static readonly StateClass Id = new("/state/scalar/value/id", Value);
    public static readonly StateClass Link = new("/state/scalar/value/link", Value);
    public static readonly StateClass None = new("/state/scalar/value/none", Value);
    public static readonly StateClass String = new("/state/scalar/value/string", Value);
    public static readonly StateClass ValueTuple = new("/state/scalar/value/tuple", Value);
    public static readonly StateClass Version = new("/state/scalar/value/version", Value);

    /// <summary>
    /// The class of what never yields a state, such as a reference to `/error`. It joins with any
    /// class to that class, and has no path that a program could write.
    /// </summary>
    public static readonly StateClass Never = new("never", Any);

    private protected StateClass(string path, StateClass? parent)
    {
        Path = path;
        Parent = parent;
        s_byPath.Add(path, this);
    }

    /// <summary>The class's URI, such as `/state/scalar/value/string`.</summary>
    public string Path { get; }

    /// <summary>The class above, or null for `/state`.</summary>
    public StateClass? Parent { get; }

    /// <summary>The last segment of the path, as listings show it.</summary>
    public string Name => Path[(Path.LastIndexOf('/') + 1)..];

    /// <summary>The URIs of all native classes.</summary>
    public static IEnumerable<string> Paths
    {
        get
        {
            _ = NumberClass.Number;
            return s_byPath.Keys.Where(path => path != Never.Path);
        }
    }

    /// <summary>The class with this URI, or null. Numbers' classes are found too.</summary>
    public static StateClass? Find(string path)
    {
        // Touching NumberClass runs its static constructor, which registers its members.
        _ = NumberClass.Number;
        return path != Never.Path && s_byPath.TryGetValue(path, out var found) ? found : null;
    }

    /// <summary>True for the class itself and everything below it.</summary>
    public bool Is(StateClass other)
    {
        for (var c = this; c is not null; c = c.Parent)
        {
            if (ReferenceEquals(c, other)) return true;
        }

        return ReferenceEquals(this, Never);
    }

    public override string ToString() => Path;
}
