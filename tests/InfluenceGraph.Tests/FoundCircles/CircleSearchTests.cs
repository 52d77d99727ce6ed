using InfluenceGraph.FoundCircles;
using Xunit;

namespace InfluenceGraph.Tests.FoundCircles;

/// <summary>The parts of the search against sums over all pairs of tiny ego networks.</summary>
public sealed class CircleSearchTests
{
    [Fact]
    public void The_evidence_of_a_first_circle_is_that_of_the_sum_over_pairs()
    {
        for (int seed = 1; seed <= 40; seed++)
        {
            (CustomerGraph<int> graph, PlainLikelihood plain) = Random(seed, 9);
            EgoNetwork network = EgoGraph.Network(graph.AsView(), EgoGraph.Owner);
            var random = new Random(seed);
            int[] members = [.. Enumerable.Range(0, 9).Where(_ => random.Next(2) == 0)];
            if (members.Length < 2)
            {
                continue;
            }

            Explained.Offer offer = new Explained(network).Judge(members);
            double evidence = (offer.Gain - Likelihood.LogChoices(9, members.Length) - Math.Log(9)) / Math.Log(10);
            double expected = plain.EvidenceOf(members);
            Assert.Equal(double.IsNegativeInfinity(expected), double.IsNegativeInfinity(evidence));
            if (double.IsFinite(expected))
            {
                Assert.Equal(expected, evidence, 1e-9);
            }
        }
    }

    [Fact]
    public void Pairs_count_in_the_densest_circle_that_has_both()
    {
        for (int seed = 1; seed <= 40; seed++)
        {
            const int People = 10;
            (CustomerGraph<int> graph, PlainLikelihood plain) = Random(seed, People);
            var explained = new Explained(EgoGraph.Network(graph.AsView(), EgoGraph.Owner));
            var known = new Dictionary<(int, int), (double Density, double Chance)>();
            var random = new Random(seed);
            for (int circle = 0; circle < 6; circle++)
            {
                int[] members = [.. Enumerable.Range(0, People).Where(_ => random.Next(2) == 0)];
                if (members.Length < 2)
                {
                    continue;
                }

                (int A, int B)[] inside = [.. EgoGraph.Clique(members)];
                (int A, int B)[] rest = [.. plain.Pairs.Where(pair => !known.ContainsKey(pair))];
                double background = PlainLikelihood.ChanceOf(plain.SumOf(rest), rest.Length);
                double density = PlainLikelihood.ChanceOf(plain.SumOf(inside), inside.Length);
                (int A, int B)[] free = [.. inside.Where(pair => known.GetValueOrDefault(pair, (background, background)).Item1 < density)];
                double chance = PlainLikelihood.ChanceOf(plain.SumOf(free), free.Length);

                Explained.Offer offer = explained.Judge(members);
                if (free.Length == 0 || chance <= background)
                {
                    Assert.True(double.IsNegativeInfinity(offer.Gain));
                    continue;
                }

                (int A, int B)[] left = [.. rest.Except(free)];
                double after = PlainLikelihood.ChanceOf(plain.SumOf(left), left.Length);
                double gain = free.Sum(pair => plain.LogOf(pair, chance) - plain.LogOf(pair, known.GetValueOrDefault(pair, (background, background)).Item2))
                    + left.Sum(pair => plain.LogOf(pair, after) - plain.LogOf(pair, background));
                Assert.Equal(gain, offer.Gain, 1e-9);
                Assert.Equal(chance, offer.Chance, 1e-12);

                explained.Accept(members, offer);
                foreach ((int, int) pair in free)
                {
                    known[pair] = (density, chance);
                }
            }
        }
    }

    [Fact]
    public void The_description_of_several_circles_is_the_sum_over_pairs_whatever_their_order()
    {
        for (int seed = 1; seed <= 40; seed++)
        {
            const int People = 10;
            (CustomerGraph<int> graph, PlainLikelihood plain) = Random(seed, People);
            EgoNetwork network = EgoGraph.Network(graph.AsView(), EgoGraph.Owner);
            var random = new Random(seed);
            int[][] circles = [.. Enumerable.Range(0, 4)
                .Select(_ => Enumerable.Range(0, People).Where(_ => random.Next(2) == 0).ToArray())
                .Where(members => members.Length >= 2)];
            double[] densities = [.. circles.Select(plain.DensityOf)];
            if (densities.Distinct().Count() < densities.Length)
            {
                continue;
            }

            // By pair, the density of the densest circle that has both; 0 for none.
            double expected = plain.Pairs
                .GroupBy(pair => circles.Select((members, circle) => members.Contains(pair.A) && members.Contains(pair.B) ? densities[circle] : 0).DefaultIfEmpty(0).Max())
                .Sum(pairs => pairs.Sum(pair => plain.LogOf(pair, PlainLikelihood.ChanceOf(plain.SumOf(pairs), pairs.Count()))));
            Assert.Equal(expected, Description.LogLikelihood(network, circles), 1e-9);
            Assert.Equal(expected, Description.LogLikelihood(network, [.. circles.Reverse()]), 1e-9);
        }
    }

    [Fact]
    public void Nobody_alone_would_better_join_or_leave_a_grown_circle()
    {
        int judged = 0;
        for (int seed = 1; seed <= 60; seed++)
        {
            (CustomerGraph<int> graph, PlainLikelihood plain) = Random(seed, 10);
            EgoNetwork network = EgoGraph.Network(graph.AsView(), EgoGraph.Owner);
            var random = new Random(seed);
            int[] members = new CircleGrowth(network, null, 1, 0).Grow([.. Enumerable.Range(0, 10).Where(_ => random.Next(2) == 0)]);
            if (members.Length < 2 || members.Length == 10 || !plain.IsDenserInside(members))
            {
                continue;
            }

            for (int person = 0; person < 10; person++)
            {
                bool isTied = members.Any(member => network.Ties.TargetsOf(person).Contains(member));
                Assert.Equal(members.Contains(person), isTied && plain.OddsOf(person, members) > 0);
            }

            judged++;
        }

        Assert.True(judged > 10, $"{judged} circles");
    }

    [Fact]
    public void The_surest_circle_of_tiny_networks_is_mostly_the_best_of_all_sets_of_people()
    {
        (int best, int all) = (0, 0);
        for (int seed = 1; seed <= 25; seed++)
        {
            const int People = 10;
            var random = new Random(seed);
            int[] planted = [.. Enumerable.Range(0, People).OrderBy(_ => random.Next()).Take(5).Order()];
            CustomerGraph<int> graph = EgoGraph.Planted(People, [planted], 0.95, 0.15, seed);
            PlainLikelihood plain = Plain(graph, People);
            double most = Enumerable.Range(0, 1 << People)
                .Select(set => Enumerable.Range(0, People).Where(person => (set >> person & 1) == 1).ToArray())
                .Where(members => members.Length >= 3)
                .Max(plain.EvidenceOf);
            FoundCircleResult<int> found = graph.FindCircles(EgoGraph.Owner);
            if (most <= 0)
            {
                Assert.Empty(found.Circles);
                continue;
            }

            all++;
            double evidence = found.Circles.Count > 0 ? plain.EvidenceOf([.. found.Circles[0].Members]) : 0;
            Assert.True(evidence <= most + 1e-9);
            best += evidence >= most - 1e-9 ? 1 : 0;
        }

        Assert.True(all > 15 && best >= 0.9 * all, $"{best} of {all}");
    }

    [Fact]
    public void Choices_are_counted()
    {
        Assert.Equal(Math.Log(10), Likelihood.LogChoices(5, 2), 1e-12);
        Assert.Equal(Math.Log(10), Likelihood.LogChoices(5, 3), 1e-12);
        Assert.Equal(0, Likelihood.LogChoices(5, 5));
        Assert.Equal(0, Likelihood.LogChoices(5, 0));
    }

    /// <summary>An ego network of which some ties are weak, and its weights as a matrix.</summary>
    private static (CustomerGraph<int> Graph, PlainLikelihood Plain) Random(int seed, int people)
    {
        var random = new Random(seed);
        var ties = EgoGraph.Clique([.. Enumerable.Range(0, people)])
            .Where(_ => random.NextDouble() < 0.45)
            .Select(pair => new Tie<int>(pair.A, pair.B, 1, seed % 2 == 0 ? 1 : random.Next(1, 4)))
            .Concat(Enumerable.Range(0, people).Select(person => new Tie<int>(EgoGraph.Owner, person, 1)));
        CustomerGraph<int> graph = CustomerGraph.FromTies(ties);
        return (graph, Plain(graph, people));
    }

    private static PlainLikelihood Plain(CustomerGraph<int> graph, int people)
    {
        double[,] weights = new double[people, people];
        foreach (Tie<int> tie in Enumerable.Range(0, people).SelectMany(graph.AsView().TiesFrom))
        {
            weights[tie.From, tie.To] = weights[tie.To, tie.From] = tie.Permission * tie.Strength;
        }

        return PlainLikelihood.OfWeights(weights);
    }
}
