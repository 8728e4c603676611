using TinyChain.Ir.Diagnostics;
using Xunit;

namespace TinyChain.Tests.Ir.Diagnostics;

public sealed class SpellingTests
{
    [Theory]
    [InlineData("meter", "meters")]
    [InlineData("metres", "meters")]
    [InlineData("metesr", "meters")]
    [InlineData("mtres", "meters")]
    [InlineData("ft", null)]
    [InlineData("meters", null)]
    [InlineData("m", null)]
    [InlineData("miles", null)]
    public void A_name_is_near_another_when_two_letters_differ_at_most(string name, string? near) =>
        Assert.Equal(near, Spelling.Nearest(name, ["meters", "feet"]));

    [Fact]
    public void Of_several_the_nearest_is_meant_and_of_equals_the_first() =>
        Assert.Equal("bat", Spelling.Nearest("cat", ["rat", "bat", "cart?"]));

    [Fact]
    public void What_is_long_or_late_is_not_looked_at()
    {
        var name = new string('a', 65);
        Assert.Null(Spelling.Nearest(name, [name + "b"]));
        Assert.Null(Spelling.Nearest("ab", [.. Enumerable.Repeat("zzzz", 1000), "abc"]));
    }
}
