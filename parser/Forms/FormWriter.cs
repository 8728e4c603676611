using System.Text.Json;
using TinyChain.Ir.Diagnostics;
using TinyChain.Ir.Ops;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;

namespace TinyChain.Parser.Forms;

/// <summary>
/// Writes states and nodes, each by its form. The first fault is kept, and from there on every
/// state is written as null, so that brackets stay balanced.
/// </summary>
internal sealed class FormWriter(Utf8JsonWriter json)
{
    // A form opens at most this many levels before it writes the next state or node.
    private const int FormDepth = 8;

    private readonly int _maxDepth =
        (json.Options.MaxDepth == 0 ? 1000 : json.Options.MaxDepth) - FormDepth;

    public Utf8JsonWriter Json { get; } = json;

    /// <summary>Why the state has no JSON, if so.</summary>
    public Fault? Fault { get; private set; }

    public void Fail(Fault fault) => Fault ??= fault;

    /// <summary>`name: `</summary>
    public void Name(string name) => Json.WritePropertyName(name);

    /// <summary>`name: []`</summary>
    public void EmptyList(string name)
    {
        Json.WriteStartArray(name);
        Json.WriteEndArray();
    }

    /// <summary>`{"class": `, to be closed by the caller.</summary>
    public void Open(StateClass target)
    {
        Json.WriteStartObject();
        Json.WritePropertyName(target.Path);
    }

    /// <summary>`{"class": [part, …]}`</summary>
    public void Reference(StateClass target, IEnumerable<Node> parts)
    {
        Open(target);
        List(parts);
        Json.WriteEndObject();
    }

    /// <summary>`[item, …]`</summary>
    public void List(IEnumerable<Node> items)
    {
        Json.WriteStartArray();
        foreach (var item in items) Node(item);
        Json.WriteEndArray();
    }

    public void State(State state)
    {
        if (!MayGoOn()) Json.WriteNullValue();
        else if (state.IsNone) Json.WriteNullValue();
        else if (state.IsNumber) NumberForm.Write(this, state);
        else if (state.As<string>() is { } text) Json.WriteStringValue(text);
        else Object(state.As<StateObject>());
    }

    public void Node(Node node)
    {
        if (!MayGoOn())
        {
            Json.WriteNullValue();
            return;
        }

        switch (node)
        {
            case LiteralNode literal: State(literal.Value); break;
            case TupleNode tuple: List(tuple.Items); break;
            case MapNode map: MapForm.Write(this, map); break;
            case IdRef id: IdRefForm.Write(this, id); break;
            case OpRef op: SubjectForm.Write(this, op); break;
            case IfRef branch: IfForm.Write(this, branch); break;
            case CondRef choice: CondForm.Write(this, choice); break;
            case BranchOp branch: OpDefForm.Write(this, branch.Op); break;
            case ForEachRef loop: ForEachForm.Write(this, loop); break;
            case CaseRef choice: CaseForm.Write(this, choice); break;
            case WhileRef loop: WhileForm.Write(this, loop); break;
            case AfterRef after: AfterForm.Write(this, after); break;
            case WithRef with: WithForm.Write(this, with); break;
            case ClosureNode closure: ClosureForm.Write(this, closure); break;
            case ClassNode definition: ClassForm.Write(this, definition); break;
            case InstanceNode instance: InstanceForm.Write(this, instance); break;
            default: throw new BugException($"{node.GetType().Name} has no form");
        }
    }

    private void Object(StateObject? value)
    {
        switch (value)
        {
            case MapState map: MapForm.Write(this, map); break;
            case TupleState tuple: ListForm.Write(this, tuple); break;
            case Id id: IdForm.Write(this, id); break;
            case Link link: ValueForm.Write(this, link); break;
            case Email email: ValueForm.Write(this, email); break;
            case Bytes bytes: ValueForm.Write(this, bytes); break;
            case VersionId version: Json.WriteStringValue(version.ToString()); break;
            case RangeState range: RangeForm.Write(this, range); break;
            case ClusterRef cluster: ClusterForm.Write(this, cluster); break;
            case OpDef op: OpDefForm.Write(this, op); break;
            case Closure closure: ClosureForm.Write(this, closure); break;
            case ClassDef definition: ClassForm.Write(this, definition); break;
            case Instance: InstanceForm.Write(this); break;
            case ShownState shown: AnswerForm.Write(this, shown); break;
            case StreamState stream: AnswerForm.Write(this, stream); break;
            case RefState reference: Node(reference.Node); break;
            default: NoForm(value); break;
        }
    }

    private void NoForm(StateObject? value)
    {
        Fail(value as Fault
            ?? Ir.Values.Fault.NotImplemented($"a {value?.Class.Path} has no form in JSON"));
        Json.WriteNullValue();
    }

    private bool MayGoOn()
    {
        if (Json.CurrentDepth >= _maxDepth) Fail(Ir.Values.Fault.Limit("depth of JSON", _maxDepth));
        return Fault is null;
    }
}
