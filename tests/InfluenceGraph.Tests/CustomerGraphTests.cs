using Xunit;

namespace InfluenceGraph.Tests;

public sealed class CustomerGraphTests
{
    [Fact]
    public void A_graph_without_customers_gives_an_empty_result()
    {
        SocialValueResult<string> value = CustomerGraph.FromTies<string>([]).SocialValue();

        Assert.Empty(value);
        Assert.True(value.Converged);
        Assert.Empty(value.Top(10));
    }
}
