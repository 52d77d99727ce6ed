using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace InfluenceGraph.Tests.SocialValues;

/// <summary>Customers 0, 1, 2, ... with own values, and rows of ties: what the properties are about.</summary>
internal sealed record TestGraph(double[] OwnValues, Tie<int>[] Ties)
{
    internal static IReadOnlyList<UnreachedPolicy> Policies { get; } = Enum.GetValues<UnreachedPolicy>();

    internal int Count => OwnValues.Length;

    internal double Total => OwnValues.Sum();

    internal IEnumerable<Customer<int>> Customers => OwnValues.Select((value, key) => new Customer<int>(key, value));

    internal CustomerGraph<int> Build(SelfTieRule selfTies = SelfTieRule.Keep) =>
        CustomerGraph.FromTies(Ties, Customers, options => options with { OnSelfTie = selfTies });

    /// <summary>Parallel rows merged by the declared rule for sums: an explicit no wins, else strengths add and the permission is their weighted mean.</summary>
    internal IReadOnlyDictionary<(int From, int To), float> Weights() => Ties
        .GroupBy(tie => (tie.From, tie.To))
        .Where(rows => rows.All(row => row.Permission > 0))
        .Select(rows => (rows.Key, Weight: Merged([.. rows])))
        .Where(pair => pair.Weight > 0)
        .ToDictionary(pair => pair.Key, pair => pair.Weight);

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"own values [{string.Join(", ", OwnValues.Select(value => value.ToString("R")))}], ties [{string.Join(", ", Ties.Select(tie => $"{tie.From}->{tie.To} p {tie.Permission:R} s {tie.Strength:R}"))}]");

    private static float Merged(Tie<int>[] rows)
    {
        if (rows.Length == 1)
        {
            return (float)((double)(float)rows[0].Permission * (float)rows[0].Strength);
        }

        double strength = rows.Sum(row => (double)(float)row.Strength);
        double weight = rows.Sum(row => (double)(float)row.Permission * (float)row.Strength);
        return strength > 0 ? (float)((double)(float)(weight / strength) * (float)strength) : 0;
    }

    /// <summary>A reproducible graph with hubs at the low keys, some customers that nobody can reach and some worth nothing.</summary>
    internal static TestGraph Seeded(int seed, int customers, int ties)
    {
        var random = new Random(seed);
        int Skewed() => (int)(customers * Math.Pow(random.NextDouble(), 2.5));
        double[] ownValues = [.. Enumerable.Range(0, customers).Select(_ => random.Next(4) == 0 ? 0 : random.Next(1, 1000) / 8.0)];
        ownValues[0] = 1;
        return new(
            ownValues,
            [.. Enumerable.Range(0, ties).Select(_ => new Tie<int>(Skewed(), random.Next(customers * 3 / 4), random.Next(0, 17) / 16.0, random.Next(1, 9)))]);
    }

    private static Gen<double> OwnValue { get; } = Gen.Frequency(
        (2, Gen.Constant(0.0)),
        (4, Gen.Choose(1, 100).Select(value => (double)value)),
        (2, Gen.Choose(1, int.MaxValue).Select(value => value / 1e6)));

    private static Gen<double> Permission { get; } = Gen.Frequency(
        (2, Gen.Constant(0.0)),
        (4, Gen.Constant(1.0)),
        (3, Gen.Choose(1, 16).Select(sixteenths => sixteenths / 16.0)),
        (2, Gen.Choose(1, int.MaxValue).Select(value => value / (double)int.MaxValue)));

    private static Gen<double> Strength { get; } = Gen.Frequency(
        (5, Gen.Constant(1.0)),
        (4, Gen.Choose(1, 20).Select(value => (double)value)),
        (1, Gen.Constant(0.0)),
        (1, Gen.Choose(-12, 12).Select(exponent => Math.Pow(10, exponent))));

    private static Gen<Tie<int>> TieAmong(int customers) =>
        from @from in Gen.Choose(0, customers - 1)
        from to in Gen.Choose(0, customers - 1)
        from permission in Permission
        from strength in Strength
        select new Tie<int>(@from, to, permission, strength);

    internal static Gen<TestGraph> GenerateAtMost(int mostCustomers) =>
        from customers in Gen.Choose(1, mostCustomers)
        from ownValues in Gen.ArrayOf(OwnValue, customers)
        from tieCount in Gen.Choose(0, 4 * customers)
        from ties in Gen.ArrayOf(TieAmong(customers), tieCount)
        select new TestGraph(WithSome(ownValues), ties);

    private static double[] WithSome(double[] ownValues) => ownValues.Any(value => value > 0) ? ownValues : [1, .. ownValues[1..]];

    private static IEnumerable<TestGraph> Smaller(TestGraph graph)
    {
        for (int i = 0; i < graph.Ties.Length; i++)
        {
            yield return graph with { Ties = [.. graph.Ties[..i], .. graph.Ties[(i + 1)..]] };
        }

        int last = graph.Count - 1;
        if (last > 0 && graph.Ties.All(tie => tie.From != last && tie.To != last) && graph.OwnValues[..last].Any(value => value > 0))
        {
            yield return graph with { OwnValues = graph.OwnValues[..last] };
        }
    }

    /// <summary>Checks a law on random graphs and shrinks a counterexample. The seed is fixed, so that a run can be repeated; INFLUENCEGRAPH_SEED tries another one.</summary>
    internal static void ForAll(Action<TestGraph> law, int tests = 100, int mostCustomers = 16)
    {
        ulong seed = ulong.Parse(Environment.GetEnvironmentVariable("INFLUENCEGRAPH_SEED") ?? "1", CultureInfo.InvariantCulture);
        Config config = Config.QuickThrowOnFailure
            .WithMaxTest(tests)
            .WithQuietOnSuccess(true)
            .WithReplay(new Replay(new Rnd(seed, 0x9E3779B97F4A7C15), Microsoft.FSharp.Core.FSharpOption<int>.None));
        Check.One(config, Prop.ForAll(Arb.From(GenerateAtMost(mostCustomers), Smaller), law));
    }
}
