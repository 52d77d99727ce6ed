using InfluenceGraph.Communities;
using Xunit;

namespace InfluenceGraph.Tests.Communities;

public sealed class GroupingAgreementTests
{
    [Fact]
    public void Chance_is_the_mean_over_all_orders()
    {
        foreach ((int[] first, int[] second) in ((int[], int[])[])[([0, 0, 0, 1, 1, 2, 2], [0, 0, 1, 1, 1, 1, 2]), ([0, 0, 0, 0, 1, 1, 1], [0, 1, 2, 2, 2, 3, 3]), ([0, 1, 0, 1, 0, 1, 0], [0, 0, 1, 1, 2, 2, 3])])
        {
            var informations = new List<double>();
            var rands = new List<double>();
            Permute(second, 0, order =>
            {
                informations.Add(Information(first, order));
                rands.Add(Together(first, order));
            });
            double entropies = (Information(first, first) + Information(second, second)) / 2;
            double most = (Together(first, first) + Together(second, second)) / 2;
            GroupingAgreement agreement = GroupingAgreement.Of(first, second);
            Assert.Equal(Information(first, second) / entropies, agreement.Nmi!.Value, 1e-12);
            Assert.Equal((Information(first, second) - informations.Average()) / (entropies - informations.Average()), agreement.Ami!.Value, 1e-10);
            Assert.Equal((Together(first, second) - rands.Average()) / (most - rands.Average()), agreement.Ari!.Value, 1e-10);
        }
    }

    [Fact]
    public void Equal_groupings_agree_wholly_and_one_group_says_nothing_of_many()
    {
        Assert.Equal(new(1, 1, 1), GroupingAgreement.Of([3, 3, 9, 9, 9], [0, 0, 1, 1, 1]));
        Assert.Equal(new(1, 1, 1), GroupingAgreement.Of([0, 0, 0], [5, 5, 5]));
        Assert.Equal(new(1, 1, 1), GroupingAgreement.Of([0, 1, 2], [5, 4, 3]));
        Assert.Equal(new(1, 1, 1), GroupingAgreement.Of([0], [5]));
        GroupingAgreement nothing = GroupingAgreement.Of([0, 0, 0, 0], [0, 1, 2, 3]);
        Assert.Equal(0, nothing.Nmi!.Value, 1e-12);
        Assert.Equal(0, nothing.Ami!.Value, 1e-12);
        Assert.Equal(0, nothing.Ari!.Value, 1e-12);
        Assert.Equal(new(null, null, null), GroupingAgreement.Of([], []));
    }

    [Fact]
    public void Overlaps_are_counted_and_continue_one_to_one()
    {
        var overlaps = GroupOverlaps.Of([0, 0, 0, 1, 1, 2], [1, 1, 0, 0, 0, 2], 3, 3);
        Assert.Equal([(0, 0, 1), (0, 1, 2), (1, 0, 2), (2, 2, 1)], overlaps.Pairs);
        Assert.Equal([1, 0, 2], overlaps.FlowsInto());
        Assert.Equal([1, 0, 2], overlaps.ComesFrom());
        Assert.Equal([1, 0, 2], overlaps.Continues());
    }

    private static double Information(int[] first, int[] second)
    {
        double n = first.Length;
        return first.Zip(second).GroupBy(pair => pair).Sum(cell =>
            cell.Count() / n * Math.Log(n * cell.Count() / ((double)first.Count(x => x == cell.Key.First) * second.Count(x => x == cell.Key.Second))));
    }

    private static double Together(int[] first, int[] second) =>
        Enumerable.Range(0, first.Length).Sum(i => Enumerable.Range(0, i).Count(j => first[i] == first[j] && second[i] == second[j]));

    private static void Permute(int[] items, int from, Action<int[]> visit)
    {
        if (from == items.Length)
        {
            visit(items);
            return;
        }

        for (int i = from; i < items.Length; i++)
        {
            (items[from], items[i]) = (items[i], items[from]);
            Permute(items, from + 1, visit);
            (items[from], items[i]) = (items[i], items[from]);
        }
    }
}
