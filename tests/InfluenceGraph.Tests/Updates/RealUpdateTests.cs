using InfluenceGraph.Tests.RealData;
using Xunit;

namespace InfluenceGraph.Tests.Updates;

public sealed class RealUpdateTests
{
    /// <summary>What the figures are written down to, all customers together.</summary>
    private const double Agreement = 1e-8;

    [Theory]
    [InlineData("karate")]
    [InlineData("bitcoin-otc")]
    [InlineData("wiki-vote")]
    public void A_real_graph_that_grows_from_nothing_comes_to_the_figures_of_NetworkX(string name)
    {
        RealGraph graph = RealGraph.Load(name);
        LiveSocialValue<string> live = CustomerGraph.FromTies<string>([]).KeepSocialValue(o => o with { Unreached = UnreachedPolicy.Prior, Tolerance = 1e-8 });
        var random = new Random(8);
        Tie<string>[] ties = [.. graph.Ties];
        random.Shuffle(ties);

        live.Apply(graph.Customers.Select(customer => GraphChange.AddCustomer(customer.Key, customer.OwnValue)));
        foreach (Tie<string>[] batch in ties.Chunk(1 + (ties.Length / 7)))
        {
            live.Apply(batch.Select(tie => GraphChange.SetTie(tie.From, tie.To, tie.Permission, tie.Strength)));
        }

        // Then some things happen and are undone, one at a time.
        foreach (Tie<string> tie in ties.Where(tie => tie.From != tie.To).Take(40))
        {
            live.Apply([GraphChange.RemoveTie(tie.From, tie.To)]);
            live.Apply([GraphChange.SetTie(tie.From, tie.To, 0.5, 3)]);
            live.Apply([GraphChange.SetTie(tie.From, tie.To, tie.Permission, tie.Strength)]);
        }

        SocialValueSnapshot<string> snapshot = live.Current;
        double apart = graph.NetworkX.Sum(pair => Math.Abs(pair.Value - (snapshot[pair.Key] / snapshot.TotalValue)));
        Assert.True(snapshot.IsWithinTolerance);
        Assert.InRange(apart, 0, (snapshot.ErrorBound / snapshot.TotalValue) + Agreement);
        Assert.Equal(graph.Build().AsView().Receipt.DataHash, live.ToGraph().AsView().Receipt.DataHash);
    }
}
