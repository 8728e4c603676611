using TinyChain.Ir.Types;
using TinyChain.Tests.Runtime.Intrinsics;
using Xunit;

namespace TinyChain.Tests.Ir.Types;

public class PromotionTests
{
    [Fact]
    public void Each_pair_of_classes_meets_where_the_spec_says()
    {
        foreach (var left in NumberSamples.Leaves)
        {
            foreach (var right in NumberSamples.Leaves)
            {
                var expected = NumberReference.Promoted(left, right);
                Assert.Equal(
                    $"{left} {right} {expected}",
                    $"{left} {right} {NumberReference.NameOf(Promotion.Of(left, right))}");
            }
        }
    }
}
