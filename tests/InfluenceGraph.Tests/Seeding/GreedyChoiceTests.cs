using FsCheck;
using FsCheck.Fluent;
using InfluenceGraph.Cascades;
using InfluenceGraph.Kernels;
using InfluenceGraph.Seeding;
using InfluenceGraph.Tests.Cascades;
using Xunit;

namespace InfluenceGraph.Tests.Seeding;

public sealed class GreedyChoiceTests
{
    private const int Nodes = 7;
    private const int Sets = 512;

    [Fact]
    public void No_allowed_plan_exceeds_the_bound_and_the_plan_is_allowed_and_counts_what_its_sets_say()
    {
        for (int seed = 0; seed < 150; seed++)
        {
            Sample sample = new(seed);
            SeedConstraints constraints = BruteForce.Constraints(new Random(seed), Nodes);
            GreedyPlan plan = GreedyChoice.Choose(sample.Collection, sample.Scale, sample.Roots.Certain, constraints, CancellationToken.None);

            double best = BruteForce.Plans(constraints).Max(sample.Value);
            Assert.True(plan.Bound >= best - 1e-9, $"Seed {seed}: bound {plan.Bound}, but a plan has {best}.");
            Assert.Contains(BruteForce.Plans(constraints), seeds => seeds.SequenceEqual(plan.Nodes.Order()));
            Assert.Equal(constraints.MustHave, plan.Nodes[..constraints.MustHave.Length]);
            Assert.Equal(sample.Value(plan.Nodes), plan.Value, 9);
            Assert.True(plan.Value >= (constraints.GreedyShare * best) - 1e-9, $"Seed {seed}: greedy {plan.Value}, best {best}.");
            for (int i = 0; i < plan.Nodes.Length; i++)
            {
                Assert.Equal(sample.Value(plan.Nodes[..(i + 1)]) - sample.Value(plan.Nodes[..i]), plan.Gains[i], 9);
                Assert.Equal(sample.Value([plan.Nodes[i]]), plan.Alone[i], 9);
            }
        }
    }

    [Fact]
    public void Without_other_limits_each_seed_is_the_best_next_one()
    {
        for (int seed = 0; seed < 50; seed++)
        {
            Sample sample = new(seed);
            var constraints = new SeedConstraints(Nodes, [.. Enumerable.Range(0, Nodes)], [], 4);
            GreedyPlan plan = GreedyChoice.Choose(sample.Collection, sample.Scale, sample.Roots.Certain, constraints, CancellationToken.None);
            for (int i = 0; i < 4; i++)
            {
                int[] before = plan.Nodes[..i];
                Assert.Equal(Enumerable.Range(0, Nodes).Except(before).Max(node => sample.Value([.. before, node])), sample.Value([.. before, plan.Nodes[i]]), 9);
            }
        }
    }

    [Fact]
    public void Reach_on_given_sets_is_monotone_and_submodular() =>
        Check.One(
            Config.QuickThrowOnFailure,
            Prop.ForAll(
                Gen.Choose(0, 19).Zip(Gen.Choose(0, (1 << Nodes) - 1).Zip(Gen.Choose(0, (1 << Nodes) - 1)).Zip(Gen.Choose(0, Nodes - 1))).ToArbitrary(),
                drawn =>
                {
                    (int seed, ((int small, int more), int node)) = drawn;
                    Sample sample = new(seed);
                    int large = small | more;
                    double Gain(int set) => sample.Value(Bits(set | (1 << node))) - sample.Value(Bits(set));
                    return sample.Value(Bits(large)) >= sample.Value(Bits(small)) - 1e-9
                        && Gain(small) >= 0
                        && ((large >> node & 1) == 1 || Gain(small) >= Gain(large) - 1e-9);
                }));

    [Fact]
    public void The_index_says_which_sets_a_node_is_in()
    {
        Sample sample = new(3);
        ulong[] covered = sample.Collection.NewCovered();
        for (int node = 0; node < Nodes; node++)
        {
            Assert.Equal(sample.Drawn.Count(set => set.Contains(node)), sample.Collection.Hits[node]);
            Assert.Equal(sample.Collection.Hits[node], sample.Collection.CountOpen(node, covered));
        }

        sample.Collection.Cover(2, covered);
        Assert.Equal(sample.Drawn.Count(set => set.Contains(2)), covered.Sum(System.Numerics.BitOperations.PopCount));
        Assert.Equal(sample.Drawn.Count(set => set.Contains(5) && !set.Contains(2)), sample.Collection.CountOpen(5, covered));
    }

    [Fact]
    public void Equal_gains_go_to_the_first_customer()
    {
        CascadeGraph graph = TestCascade.Of(6, []);
        var roots = ReverseRoots.Of(graph, [1, 1, 1, 1, 1, 1]);
        SetCollection none = new(() => ReverseSampler.Of(graph, roots), [true, true, true, true, true, true], 0, 1, 1 << 20);
        GreedyPlan plan = GreedyChoice.Choose(none, 0, roots.Certain, new(6, [0, 1, 2, 3, 4, 5], [4], 3), CancellationToken.None);
        Assert.Equal([4, 0, 1], plan.Nodes);
    }

    private static int[] Bits(int set) => [.. Enumerable.Range(0, Nodes).Where(node => (set >> node & 1) == 1)];

    /// <summary>A collection, and the same sets drawn once more into plain arrays.</summary>
    private sealed class Sample
    {
        internal Sample(int seed)
        {
            CascadeGraph graph = TestCascade.Random(seed, Nodes, maxEdges: 14);
            Roots = ReverseRoots.Of(graph, [1, 2, 0.5, 1, 1, 3, 1]);
            const ulong Streams = 99;
            Collection = new(() => ReverseSampler.Of(graph, Roots), [.. Enumerable.Repeat(true, Nodes)], Streams, workers: 1, maxBytes: 1 << 20);
            Assert.True(Collection.Fill(Sets, () => true, CancellationToken.None));
            Scale = Roots.Total / Sets;
            var sampler = ReverseSampler.Of(graph, Roots);
            var places = new SetPlaces();
            for (int batch = 0; batch < Sets / SetCollection.BatchSets; batch++)
            {
                // The first wave is the first batch, and nothing is known of the sets' size then.
                int atATime = batch == 0 ? 1 : ReverseSampler.MaxAtATime;
                var random = new CounterRandom(Streams, (ulong)batch);
                for (int set = 0; set < SetCollection.BatchSets; set += atATime)
                {
                    places.Count = 0;
                    sampler.Sample(ref random, places, set, atATime);
                    byte[] numbers = places.AllSets.ToArray();
                    Drawn.AddRange(numbers.Zip(places.AllNodes.ToArray()).GroupBy(pair => pair.First, pair => pair.Second).OrderBy(group => group.Key).Select(group => group.ToArray()));
                }
            }
        }

        internal ReverseRoots Roots { get; }

        internal SetCollection Collection { get; }

        internal double Scale { get; }

        internal List<int[]> Drawn { get; } = [];

        internal double Value(int[] seeds) => (Drawn.Count(set => set.Any(seeds.Contains)) * Scale) + seeds.Sum(node => Roots.Certain[node]);
    }
}
