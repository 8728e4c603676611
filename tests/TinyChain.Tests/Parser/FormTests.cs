using TinyChain.Ir.Ops;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;
using Xunit;

namespace TinyChain.Tests.Parser;

/// <summary>What each JSON form becomes, and how it is printed.</summary>
public sealed class FormTests
{
    [Theory]
    [InlineData("{}", "/state/map")]
    [InlineData("""{"x": []}""", "/state/scalar/value/id")]
    [InlineData("""{"x": null}""", "/state/map")]
    [InlineData("""{"x": {}}""", "/state/map")]
    [InlineData("""{"x": [], "y": []}""", "/state/map")]
    [InlineData("""{"/state/map": {"x": []}}""", "/state/map")]
    [InlineData("""{"/state/scalar/map": {"x": []}}""", "/state/map")]
    [InlineData("""{"/state/scalar/map": [["x", 1], [{"y": []}, 2]]}""", "/state/map")]
    [InlineData("""{"/state/scalar/tuple": {"b": 1, "a": 2}}""", "/state/tuple")]
    [InlineData("""{"/a/b": []}""", "/state/scalar/value/link")]
    [InlineData("""{"/a/b": {"/": []}}""", "/state/scalar/value/link")]
    [InlineData("""{"http://[::1]:80/a": null}""", "/state/scalar/value/link")]
    [InlineData("""{"/state/scalar/value/number": {}}""", "/state/scalar/value/link")]
    [InlineData("""{"/state/map": []}""", "/state/scalar/value/link")]
    [InlineData("""{"/state/collection/btree": {}}""", "/state/scalar/value/link")]
    [InlineData("""{"/state/scalar/op/post": []}""", "/state/scalar/value/link")]
    [InlineData("""{"/state/scalar/cluster": "/a/b"}""", "/state/scalar/cluster")]
    [InlineData("""{"/state/scalar/cluster": {"/a/b": []}}""", "/state/scalar/cluster")]
    [InlineData("""{"/state/scalar/range": [null, ["ex", 3]]}""", "/state/scalar/range")]
    [InlineData("""{"/state/scalar/op/get": ["k", []]}""", "/state/scalar/op/get")]
    [InlineData("""{"/state/object/class": "/class"}""", "/state/object/class")]
    [InlineData("""{"/state/object/class": {"/class": []}}""", "/state/object/class")]
    [InlineData("""{"/state/object/class": [{"/class": []}, {"a": 1}]}""", "/state/object/class")]
    [InlineData("5", "/state/scalar/value/number/int/64")]
    [InlineData("-5", "/state/scalar/value/number/int/64")]
    [InlineData("9223372036854775808", "/state/scalar/value/number/uint/64")]
    [InlineData("5E+3", "/state/scalar/value/number/float/64")]
    [InlineData("2.0", "/state/scalar/value/number/float/64")]
    public void A_literal_has_its_class(string json, string path)
    {
        Assert.Equal(path, Json.Literal(json).Class.Path);
        Assert.Equal(path, Assert.IsType<LiteralNode>(Json.InOp(json)).Value.Class.Path);
    }

    [Theory]
    [InlineData("""{"$x": []}""")]
    [InlineData("""{"$x": [null]}""")]
    [InlineData("""{"$x/y": [[1, 2]]}""")]
    [InlineData("""{"$x/y": [1, {"$z": []}]}""")]
    [InlineData("""{"$x/y": {"a": [], "b": {"$z": []}}}""")]
    [InlineData("""{"$x": {"a": []}}""")]
    [InlineData("""{"/error/bad_request": ["no"]}""")]
    [InlineData("""{"/state/tuple": [[1, 2]]}""")]
    [InlineData("""{"/state/map": [[["a", 1]]]}""")]
    [InlineData("""{"/state/scalar/value/string": [{"$x": []}]}""")]
    [InlineData("""{"/state/scalar/value": [1]}""")]
    [InlineData("""{"/state/scalar/ref/op/post": [{"$x": []}, {}]}""")]
    [InlineData("""{"/state/scalar/ref/op/post": ["/a/b", {}]}""")]
    [InlineData("""{"/state/scalar/ref/op/get": ["/state/scalar/value/string", 5]}""")]
    [InlineData("""{"/state/scalar/ref/op/delete": ["$x/y", 1]}""")]
    [InlineData("""{"/state/scalar/ref/if": [true, 1, {"$x": []}]}""")]
    [InlineData("""{"/state/scalar/ref/case": [{"$x": []}, [1, 2], ["a", "b", {"$y": []}]]}""")]
    [InlineData("""
        {"/state/scalar/ref/cond": [{"$x": []}, {"/state/scalar/op/post": [{"$y": []}]}, 1]}
        """)]
    [InlineData("""{"/state/scalar/ref/for_each": [[1, {"$x": []}], {"$f": []}, "item"]}""")]
    [InlineData("""{"/state/scalar/ref/after": [{"$x": []}, 1]}""")]
    [InlineData("""{"/state/scalar/ref/while": [{"$c": []}, {"$s": []}, {"i": 0}]}""")]
    [InlineData("""
        {"/state/scalar/ref/with": [["x", "self"], {"/state/scalar/op/get": ["y", [["r", 1]]]}]}
        """)]
    [InlineData("""
        {"/state/closure": [{"x": {"$x": []}}, {"/state/scalar/op/put": ["k", "v", [1]]}]}
        """)]
    [InlineData("""{"/state/object/class": {"/class": {"a": {"$x": []}, "b": 2}}}""")]
    [InlineData("""{"/state/object/instance": {"$x": []}}""")]
    [InlineData("""{"/state/object/instance": 5}""")]
    [InlineData("""[1, {"a": {"$x": []}}]""")]
    public void A_reference_in_an_op_prints_as_it_was_written(string json) =>
        Assert.Equal(Packed(json), Json.Print(Json.InOp(json)));

    [Theory]
    [InlineData("""{"$x/": null}""", """{"$x": []}""")]
    [InlineData("""{"$x": {}}""", """{"/state/scalar/ref/op/post": [{"$x": []}, {}]}""")]
    [InlineData("""{"/class": {}}""", """{"/state/scalar/ref/op/post": ["/class", {}]}""")]
    [InlineData("""{"$x/y": {"/": []}}""", """{"$x/y": [null]}""")]
    [InlineData("""{"$x/gte": 0}""", """{"$x/gte": [0]}""")]
    [InlineData("""{"$x/add": {"$y": []}}""", """{"$x/add": [{"$y": []}]}""")]
    [InlineData("""{"$x": {"/state/map": {"a": []}}}""", """{"$x": {"a": []}}""")]
    [InlineData("""{"/error/conflict": "no"}""", """{"/error/conflict": ["no"]}""")]
    [InlineData("""{"/state/scalar/ref/id": {"$x": []}}""", """{"$x": []}""")]
    [InlineData("""{"/state/scalar/ref/if": [1, 2]}""",
        """{"/state/scalar/ref/if": [1, 2, null]}""")]
    [InlineData("""{"/state/scalar/ref/op/get": [{"$x/y": []}, 1]}""", """{"$x/y": [1]}""")]
    [InlineData("""{"/state/scalar/ref/op/post": ["$x", [["a", 1]]]}""", """{"$x": {"a": 1}}""")]
    [InlineData("""{"/state/scalar/map": {"b": {"$x": []}, "a": 1}}""",
        """{"a": 1, "b": {"$x": []}}""")]
    [InlineData("""{"/state/scalar/tuple": {"b": {"$x": []}, "a": 1}}""", """[1, {"$x": []}]""")]
    [InlineData("""{"/state/map": {"$x": []}}""", """{"/state/map": [{"$x": []}]}""")]
    [InlineData("""{"/state/scalar/value/string": {"$x": []}}""",
        """{"/state/scalar/value/string": [{"$x": []}]}""")]
    [InlineData("""
        {"/state/scalar/ref/with": [[{"$x": []}], {"/state/scalar/op/post": [1]}]}
        """, """{"/state/scalar/ref/with": [["x"], {"/state/scalar/op/post": [1]}]}""")]
    public void Other_spellings_print_canonically(string json, string printed)
    {
        var node = Json.InOp(json);
        Assert.Equal(Packed(printed), Json.Print(node));
        Assert.Equal(Packed(printed), Json.Print(Json.InOp(Json.Print(node))));
    }

    [Fact]
    public void A_tuple_class_constructs_outside_an_op_and_casts_inside()
    {
        const string Text = """{"/state/tuple": [[1, 2]]}""";
        Assert.Equal("[[1,2]]", Json.Print(Json.Literal(Text)));
        Assert.IsType<GetRef>(Json.InOp(Text));
    }

    [Fact]
    public void A_chain_of_a_collection_can_be_made_outside_an_op()
    {
        const string Text = """{"/state/chain/sync": {"/state/collection/btree": [[], [1]]}}""";
        var chain = Assert.IsType<PostRef>(Json.Value(Text));
        var members = Assert.IsType<MapNode>(chain.Parameters);
        Assert.Equal("subject", Assert.Single(members.Keys).Text);
        var subject = Assert.IsType<PostRef>(Assert.Single(members.Values));
        Assert.Equal("""{"data":[1],"schema":[]}""", Json.Print(subject.Parameters));
        var op = $$"""{"/state/scalar/op/post": [{{Text}}]}""";
        Assert.Equal("TC1109", Json.Codes(op));
    }

    [Theory]
    [InlineData("/state/collection/btree")]
    [InlineData("/state/collection/table")]
    public void A_collection_with_data_is_a_post_and_an_empty_one_a_get(string path)
    {
        var full = Assert.IsType<PostRef>(Json.Value($$"""{"{{path}}": [[1], [[2]]]}"""));
        Assert.Equal(path, full.Subject.ToString());
        Assert.Equal("""{"data":[[2]],"schema":[1]}""", Json.Print(full.Parameters));
        var empty = $$"""{"{{path}}": [[[1]]]}""";
        foreach (var node in new[] { Json.Value(empty), Json.InOp(empty) })
        {
            Assert.Equal("[[1]]", Json.Print(Assert.IsType<GetRef>(node).Key));
            Assert.Equal(Packed(empty), Json.Print(node));
        }
    }

    [Fact]
    public void A_literal_of_a_block_chain_has_a_subject_and_a_history()
    {
        var chain = Json.Value("""{"/state/chain/block": [{"$t": []}, []]}""");
        var members = Assert.IsType<MapNode>(Assert.IsType<PostRef>(chain).Parameters);
        Assert.Equal(["subject", "history"], members.Keys.Select(key => key.Text));
    }

    [Fact]
    public void A_services_chain_is_a_get_of_a_get()
    {
        var definition = Json.Value("""
            {"http://a:1/service/s":
                {"x": {"/state/chain/sync": [{"/state/collection/btree": [[]]}]}}}
            """);
        var attributes = Assert.IsType<MapNode>(Assert.IsType<PostRef>(definition).Parameters);
        var chain = Assert.IsType<GetRef>(Assert.Single(attributes.Values));
        Assert.IsType<GetRef>(chain.Key);
    }

    [Fact]
    public void The_seeds_op_parses_as_printed_there()
    {
        var op = Json.Op("""
            {"/state/scalar/op/get": ["meters", [
                {"/state/scalar/ref/if": [
                    {"$meters/gte": 0},
                    {"$meters/mul": 3.28},
                    {"/error/bad_request": "Negative distance is not supported"}
                ]}
            ]]}
            """);
        var statement = Assert.Single(op.Form);
        Assert.Null(statement.Name);
        var branch = Assert.IsType<IfRef>(statement.Node);
        Assert.Equal("$meters/gte", Assert.IsType<GetRef>(branch.Condition).Subject.ToString());
        Assert.Equal(1 + 3 + 3, op.NodeCount);
    }

    [Fact]
    public void Each_nested_op_numbers_its_own_nodes()
    {
        var op = Json.Op("""
            {"/state/scalar/op/post": [
                ["f", {"/state/scalar/op/get": ["k", [["r", {"$k/add": [1]}]]]}],
                ["r", {"$f": [2]}]]}
            """);
        var inner = Assert.IsType<LiteralNode>(op.Form[0].Node).Value.As<OpDef>();
        Assert.Equal((3, 2), (op.NodeCount, inner?.NodeCount));
    }

    [Fact]
    public void A_class_whose_prototype_has_references_is_a_node()
    {
        var definition = Assert.IsType<ClassNode>(Json.Value("""
            {"/state/object/class": {"/class": {"a": {"$x/b": []}, "b": 2}}}
            """));
        Assert.Equal("/class", definition.Parent.ToString());
        Assert.IsType<GetRef>(Assert.IsType<MapNode>(definition.Prototype).Values[0]);
    }

    [Fact]
    public void Statements_have_names_only_as_pairs_that_start_with_a_valid_one()
    {
        var op = Json.Op("""[["a", 1], ["no name", 1], ["a", 1, 2], 5, [{"a": []}, 1]]""");
        Assert.Equal(["a", null, null, null, null], op.Form.Select(s => s.Name?.Text));
        var again = Json.Op(Json.Print(State.Of(op)));
        Assert.Equal(["a", null, null, null, null], again.Form.Select(s => s.Name?.Text));
    }

    [Fact]
    public void A_nameless_pair_of_text_and_value_is_printed_so_that_it_stays_nameless()
    {
        const string Op = """{"/state/scalar/op/post":[{"/state/scalar/tuple":["a",{"$x":[]}]}]}""";
        Assert.Null(Assert.Single(Json.Op(Op).Form).Name);
        Assert.Equal(Op, Json.Print(State.Of(Json.Op(Op))));
    }

    private static string Packed(string json) => json.Trim()
        .Replace(": ", ":", StringComparison.Ordinal)
        .Replace(", ", ",", StringComparison.Ordinal);
}
