using TinyChain.Ir;
using TinyChain.Ir.Diagnostics;
using TinyChain.Ir.Values;
using TinyChain.Parser.Forms;

namespace TinyChain.Parser;

/// <summary>
/// Every message of Read (TC10xx) and Parse (TC11xx), one method each. A method adds its diagnostic
/// and returns what the caller returns: `false` from Read, a bad term from a form.
/// </summary>
internal sealed class ParseErrors
{
    public DiagnosticBag Bag { get; } = new();

    /// <summary>See <see cref="ParseResult{T}.MissingParameter"/>.</summary>
    public string? MissingParameter { get; private set; }

    public bool EmptyText() => Read("TC1001", 0, "there is no JSON here: the text is empty");

    public bool BadUtf8(int at) =>
        Read("TC1002", at, "this byte is not UTF-8: send the text in UTF-8");

    public bool NotJson(int at, string found) =>
        Read("TC1003", at, $"not valid JSON (RFC 8259): {found} can't stand here");

    public bool Truncated(int at) =>
        Read("TC1004", at, "the text ends before its JSON value does: a quote or bracket is open");

    public bool TrailingText(TextSpan span)
    {
        Add("TC1005", span, "there is more text after the end of the JSON value");
        return false;
    }

    public bool TooDeep(int at) =>
        Read("TC1006", at, $"limit exceeded: levels of JSON (JsonDepth, at most " +
            $"{Limits.JsonDepth})");

    public bool TooManyValues(int at) =>
        Read("TC1007", at, $"limit exceeded: values in one document (JsonNodes, at most " +
            $"{Limits.JsonNodes})");

    public bool LoneSurrogate(int at) =>
        Read("TC1008", at, "this escape is half of a surrogate pair: write both halves");

    public Term FloatTooLarge(TextSpan span) =>
        Add("TC1101", span, "this number is too large for a float/64");

    public Term IntegerTooLarge(TextSpan span) =>
        Add("TC1102", span, "this integer fits neither int/64 nor uint/64: add .0 for a float");

    public Term BadId(TextSpan span, string problem) => Add("TC1103", span, problem);

    public Term BadSubject(TextSpan span, string problem) =>
        Add("TC1104", span, $"neither $name, nor $name/path, nor a link: {problem}");

    public Term SubjectNotAlone(TextSpan span) =>
        Add("TC1105", span, "an object whose first name is a $reference or a link has one member");

    public Term DuplicateName(TextSpan span, Id name) =>
        Add("TC1106", span, $"'{name}' is there twice: a name may come once in a map");

    public Term Refused(TextSpan span, Fault fault) => Add("TC1107", span, fault.Message);

    public Term TooManyArguments(TextSpan span) =>
        Add("TC1108", span, "expected [key] for GET or [key, value] for PUT; " +
            "write [[…]] if the list is itself the key");

    public Term MutableInScalar(TextSpan span, string subject) =>
        Add("TC1109", span, $"{subject} is mutable, so a literal with data can't stand inside " +
            "an op: write it as a statement of /transact/hypothetical or as a request's body; an " +
            "op makes an empty one with [schema], or is passed one");

    public Term WrongShape(TextSpan span, StateClass target, string shape) =>
        Add("TC1110", span, $"{target.Path} expects {shape}");

    public Term NotOfClass(TextSpan span, StateClass target) =>
        Add("TC1111", span, $"this can't be made a {target.Path}");

    public Term NoSubject(TextSpan span) =>
        Add("TC1112", span, "expected a subject: \"$name/path\", \"/path\" or {\"$name\": []}");

    public Term NoName(TextSpan span) =>
        Add("TC1113", span, "expected a name: \"x\", {\"x\": []} or {\"$x\": []}");

    public Term NoPair(TextSpan span) => Add("TC1114", span, "expected a pair [name, value]");

    public Term NoMap(TextSpan span) =>
        Add("TC1115", span, "expected a map {name: value, …} or a list of [name, value] pairs");

    public Term NoOp(TextSpan span) =>
        Add("TC1116", span, "expected an op's definition, {\"/state/scalar/op/…\": …}");

    public Term NoLink(TextSpan span) =>
        Add("TC1117", span, "expected a link, \"/path\" or {\"/path\": []}");

    public Term BoundNotLiteral(TextSpan span) =>
        Add("TC1119", span, "a bound of a range is a plain value, without references: " +
            "use [[\"in\", …], …] as a key where it has to be computed");

    public Term CaseCount(TextSpan span, int switches, int cases) =>
        Add("TC1120", span, $"{switches} values to compare with need {switches + 1} results, the " +
            $"last for when none is equal; here are {cases}");

    public Term TooManyStatements(TextSpan span, int count) =>
        Add("TC1121", span, $"limit exceeded: statements of one op (Statements, at most " +
            $"{Limits.Statements}); here are {count}");

    public Term TooManyNodes(TextSpan span) =>
        Add("TC1122", span, $"limit exceeded: nodes of one op (OpNodes, at most {Limits.OpNodes})");

    public Term KeyNotValue(TextSpan span) =>
        Add("TC1123", span, "a request's key is a plain value: no map, reference or op, " +
            "nor a text that its class doesn't accept");

    public Term OpNotList(TextSpan span) =>
        Add("TC1124", span, "'op' is a list of statements, [[name, state], …]");

    public Term UnknownParameter(TextSpan span) =>
        Add("TC1125", span, "'op' is the only parameter here");

    public Term MissingOp(TextSpan span)
    {
        MissingParameter = "op";
        return Add("TC1126", span, "the parameter 'op' is missing");
    }

    private bool Read(string code, int at, string message)
    {
        Add(code, new TextSpan(at, 1), message);
        return false;
    }

    private Term Add(string code, TextSpan span, string message)
    {
        Bag.Add(new Diagnostic(code, span, message));
        return Term.Bad;
    }
}
