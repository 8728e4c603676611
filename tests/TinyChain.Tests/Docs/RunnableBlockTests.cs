using Xunit;

namespace TinyChain.Tests.Docs;

public sealed class RunnableBlockTests
{
    [Fact]
    public void A_block_is_read_with_its_place_and_what_it_prints()
    {
        var block = Assert.Single(RunnableBlock.In(
            "a.md", "```sh\nno\n```\n```sh run\necho 1\n# → 1\n# a remark\n```\n"));
        Assert.Equal(("a.md:4", "1"), (block.Place, block.Expected));
    }
}
