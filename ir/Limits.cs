namespace TinyChain.Ir;

/// <summary>
/// Every bound on what one request may ask for, each with its reason. An input that passes one is
/// answered by an error that names it: 413 for a body, 408 for time, 400 for the rest.
/// </summary>
public static class Limits
{
    /// <summary>Bytes of a request's body: the default of D-HTTP-3 (spec/host.md 8.5).</summary>
    public const long BodyBytes = 64L << 20;

    /// <summary>Bytes of the request line: D-HTTP-3.</summary>
    public const int RequestLineBytes = 8 << 10;

    /// <summary>
    /// Bytes of all headers, before our own check of the token answers: D-HTTP-3.
    /// </summary>
    public const int HeaderBytes = 64 << 10;

    /// <summary>
    /// Bytes of a bearer token: D-AUTH, spec/host.md 5.2. A deeper chain is refused unread.
    /// </summary>
    public const int TokenBytes = 16 << 10;

    /// <summary>
    /// Layers of a token: spec/host.md 5.2. Each is a host that the request has passed, and costs
    /// its verifiers a signature.
    /// </summary>
    public const int TokenDepth = 8;

    /// <summary>Paths that one layer of a token allows: each is compared with each request's.
    /// </summary>
    public const int TokenScopes = 64;

    /// <summary>
    /// Links that a service grants to those that it calls: all of them are in each of its calls.
    /// </summary>
    public const int Grants = 16;

    /// <summary>Characters of a text in a token, such as a link: a quarter of a request line.
    /// </summary>
    public const int TokenTextChars = 2 << 10;

    /// <summary>
    /// Seconds that a layer for one request is good for: as long as a transaction may take at most.
    /// </summary>
    public const int HopSeconds = 30;

    /// <summary>
    /// Milliseconds from the signing of a layer for one request to its arrival: D-AUTH-3.
    /// </summary>
    public const long CallLayerMs = 5_000;

    /// <summary>
    /// Layers for one request that are remembered, for each of two spans of some seconds, so that
    /// none is used twice: 20,000 requests a second for 7 s, in 8 MiB.
    /// </summary>
    public const int UsedLayers = 1 << 17;

    /// <summary>Verified tokens that are kept, so as not to be verified again.</summary>
    public const int VerifiedChains = 8_192;

    /// <summary>Bytes of the verified tokens that are kept: 4 KiB for each on average.</summary>
    public const long VerifiedChainBytes = 32L << 20;

    /// <summary>
    /// Levels of JSON. Every pass recurses over levels, so this bounds their stack.
    /// </summary>
    public const int JsonDepth = 256;

    /// <summary>
    /// Values in one JSON document: 64 MiB of "0," would be 32 M nodes of 16 bytes.
    /// </summary>
    public const int JsonNodes = 8 << 20;

    /// <summary>
    /// Segments of a path. Following one costs a step each, and through references to clusters a
    /// copy of the rest; real paths have fewer than ten.
    /// </summary>
    public const int PathSegments = 256;

    /// <summary>Statements of one op. The client's largest op has about 400.</summary>
    public const int Statements = 10_000;

    /// <summary>Nodes of one op: bounds what Check and Plan may allocate.</summary>
    public const int OpNodes = 200_000;

    /// <summary>
    /// Steps of one plan. Machine code for so many takes some 2 s to make, and the request that
    /// first calls the op pays for it; the client's largest op has about 5,000.
    /// </summary>
    public const int PlanSteps = 1 << 16;

    /// <summary>
    /// Branches within branches whose statements are planned in place. The planner recurses over
    /// them; what lies deeper is planned out of line, one by one.
    /// </summary>
    public const int InlineBranches = 64;

    /// <summary>
    /// Nodes that are checked in place of calls, for one op: an op that two ops call that two ops
    /// call is checked four times. Loops are checked up to four times each.
    /// </summary>
    public const int InlinedNodes = 4_096;

    /// <summary>
    /// Ops of one library, each for certain classes of arguments, whose code is made together with
    /// that of an op that calls them; calls of others are routed.
    /// </summary>
    public const int Functions = 16;

    /// <summary>Calls within calls that are written in place; deeper ones are calls.</summary>
    public const int InlinedDepth = 8;

    /// <summary>
    /// Parts of a map that is kept in registers, its inner maps included. A machine has some 30.
    /// </summary>
    public const int RecordFields = 32;

    /// <summary>Problems reported for one bad op. People fix the first few.</summary>
    public const int Diagnostics = 20;

    /// <summary>
    /// Levels of a state. Writing, hashing and comparing recurse; 512 lets a program nest a literal
    /// of 256 levels once more, and stays far below a thread's stack.
    /// </summary>
    public const int StateDepth = 512;

    /// <summary>
    /// Weight of one state, in bytes of its JSON, roughly: what a response may be. Sharing makes a
    /// small program print 2^60 items; the weight counts them as printed.
    /// </summary>
    public const long StateWeight = 64L << 20;

    /// <summary>Items of a range made by /state/tuple/range: 16 bytes each, so 16 MiB.</summary>
    public const long RangeItems = 1 << 20;

    /// <summary>
    /// Columns of a BTree or a table, and of an index. Each costs an encoding per row and write.
    /// </summary>
    public const int Columns = 256;

    /// <summary>Indices of a table besides its primary one: each is one more entry a row.</summary>
    public const int TableIndices = 64;

    /// <summary>
    /// Bytes of one value in a key or an index, as stored there. A key beyond a page of the store,
    /// which is 4 KiB, is read from several pages each time it is compared.
    /// </summary>
    public const int KeyColumnBytes = 4 << 10;

    /// <summary>
    /// Fuel of one request: a unit is a call, a loop's turn, or an item that a method visits. At
    /// 0.2 ns (a compiled loop) to 100 ns a unit the request's time runs out first, unless the
    /// operator raised it.
    /// </summary>
    public const long Fuel = 100_000_000_000;

    /// <summary>
    /// Units of fuel up to the first look at the clock: about 0.1 ms of the slowest work. What runs
    /// faster gets longer slices, up to <see cref="MostFuelSlice"/>.
    /// </summary>
    public const long FuelSlice = 1024;

    /// <summary>
    /// Units of fuel between two looks at the clock at most: in compiled loops a unit takes less
    /// than a nanosecond, and a look some 50.
    /// </summary>
    public const long MostFuelSlice = 1 << 16;

    /// <summary>Units between two looks at least, where a unit takes microseconds.</summary>
    public const long LeastFuelSlice = 64;

    /// <summary>
    /// Ops that may be waiting for one another. Each takes under 2 KiB of stack in process, so 512
    /// fits a 1.5 MiB thread with room to spare.
    /// </summary>
    public const int CallDepth = 512;

    /// <summary>
    /// Classes above a class, by their links: each is a request, and nobody's tree is that deep.
    /// </summary>
    public const int ParentClasses = 64;

    /// <summary>Compiled ops kept: each is some 2-20 KiB of IL and machine code.</summary>
    public const int CompiledOps = 4_096;

    /// <summary>Variants of one op by its arguments' classes, the general one included.</summary>
    public const int Variants = 8;

    /// <summary>Compiled templates kept for `render`.</summary>
    public const int Templates = 512;

    /// <summary>Lines of a fault's stack; the innermost are kept.</summary>
    public const int FaultStack = 16;

    /// <summary>
    /// How often a request runs again that has come too late. A key that it could not write it
    /// claims first from then on, and a host that could not tell what it has to see can the next
    /// time. Few requests write more keys than these that everybody else writes too.
    /// </summary>
    public const int TxnRetries = 8;

    /// <summary>
    /// Bytes that one transaction may have written before it commits, for they wait in memory: as
    /// much as a request's body.
    /// </summary>
    public const long TxnBytes = 64L << 20;

    /// <summary>
    /// Clusters that take part in one transaction: each is two messages before the client is
    /// answered, and any of them can keep it waiting.
    /// </summary>
    public const int Participants = 64;

    /// <summary>
    /// Transactions in one listing: more than anybody reads, and with all their participants some
    /// 2 MiB.
    /// </summary>
    public const int ListedTxns = 256;

    /// <summary>
    /// Operators' decisions that no owner has confirmed: people make them one by one, and they are
    /// in memory, some 500 bytes each.
    /// </summary>
    public const int Resolutions = 4096;

    /// <summary>Characters of an Idempotency-Key: a UUID has 36.</summary>
    public const int OutcomeKeyChars = 255;

    /// <summary>
    /// Bytes of an answer that is kept under an Idempotency-Key: as much as is printed before the
    /// commit, and a thousand times what a write answers with.
    /// </summary>
    public const int OutcomeBytes = 64 << 10;

    /// <summary>Outcomes that a host keeps, for a day: 12 a second.</summary>
    public const long Outcomes = 1 << 20;

    /// <summary>Bytes of all outcomes that a host keeps: 1 KiB for each on average.</summary>
    public const long AllOutcomeBytes = 1L << 30;

    /// <summary>Calls to other hosts that one transaction makes from one host: D-HTTP-3.</summary>
    public const int CallsToHosts = 10_000;

    /// <summary>Hosts that a call comes by: D-HTTP-3, and no program's design is deeper.</summary>
    public const int Hops = 16;
}
