using TinyChain.Ir;
using TinyChain.Ir.Encoding;
using TinyChain.Ir.Ops;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;
using Xunit;

namespace TinyChain.Tests.Encodings;

public class EncodingTests
{
    private const int Cases = 3000;

    [Fact]
    public void What_is_encoded_is_decoded_and_no_two_states_share_bytes()
    {
        var seen = new Dictionary<string, string>();
        var dumps = new Dictionary<string, string>();
        for (var seed = 0; seed < Cases; seed++)
        {
            var state = new RandomStates(seed).State(seed % 5);
            var dump = StateDump.Of(state);
            var bytes = StateEncoder.Encode(state);
            var decoded = StateDecoder.Decode(bytes);
            var read = StateDump.Of(decoded);
            Assert.True(dump == read, $"seed {seed}: {dump}\n{read}");
            Assert.True(bytes.AsSpan().SequenceEqual(StateEncoder.Encode(decoded)), $"seed {seed}");
            var hex = Convert.ToHexString(bytes);
            Assert.True(seen.GetValueOrDefault(hex, dump) == dump, $"seed {seed}: shared bytes");
            Assert.True(dumps.GetValueOrDefault(dump, hex) == hex, $"seed {seed}: two spellings");
            (seen[hex], dumps[dump]) = (dump, hex);
        }

        Assert.True(seen.Count < Cases, "some states repeat, or the property says nothing");
    }

    [Fact]
    public void Damaged_bytes_are_a_fault_or_another_state_but_no_exception()
    {
        for (var seed = 0; seed < Cases; seed++)
        {
            var random = new Random(seed);
            var bytes = StateEncoder.Encode(new RandomStates(seed).State(4));
            for (var i = random.Next(1, 4); i > 0; i--)
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            if (random.Next(2) == 0) bytes = bytes[..random.Next(bytes.Length)];
            var decoded = StateDecoder.Decode(bytes);
            Assert.True(
                decoded.IsFault || StateEncoder.Encode(decoded).AsSpan().SequenceEqual(bytes),
                $"seed {seed}: a second spelling was accepted");
        }
    }

    [Fact]
    public void Nodes_are_numbered_densely()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var op = new RandomStates(seed).Op(4);
            var decoded = StateDecoder.Decode(StateEncoder.Encode(State.Of(op))).As<OpDef>()!;
            var ids = decoded.Form.SelectMany(s => Below(s.Node)).Select(n => n.Id).Order();
            Assert.True(ids.SequenceEqual(Enumerable.Range(0, decoded.NodeCount)), $"seed {seed}");
        }
    }

    [Fact]
    public void The_deepest_state_survives_and_deeper_bytes_do_not()
    {
        var state = State.None;
        for (var i = 1; i < Limits.StateDepth; i++) state = State.Tuple([state]);
        var bytes = StateEncoder.Encode(state);
        Assert.Equal(StateDump.Of(state), StateDump.Of(StateDecoder.Decode(bytes)));
        byte[] deeper = [.. bytes[..3], .. Enumerable.Repeat<byte>(20, 2_000_000)];
        Assert.True(StateDecoder.Decode(deeper).IsFault);
        byte[] nested = [.. bytes[..3], .. Enumerable.Range(0, 2_000_000).Select(
            i => i % 2 == 0 ? (byte)20 : (byte)1)];
        Assert.True(StateDecoder.Decode(nested).IsFault);
    }

    [Fact]
    public void A_content_hash_tells_classes_apart()
    {
        Assert.NotEqual(ContentHash.Of(State.Of("foo")), ContentHash.Of(State.Of(Id.Of("foo"))));
        Assert.Equal(ContentHash.Of(State.Of("foo")), ContentHash.Of(State.Of("fo" + "o")));
        Assert.Equal(64, ContentHash.Of(State.None).ToString().Length);
    }

    private static IEnumerable<Node> Below(Node node) =>
        node.Children.SelectMany(Below).Prepend(node);
}
