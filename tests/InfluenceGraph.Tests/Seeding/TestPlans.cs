using System.Security.Cryptography;
using System.Text;

namespace InfluenceGraph.Tests.Seeding;

/// <summary>Graphs to seed, and plans as text.</summary>
internal static class TestPlans
{
    /// <summary>Ties from a generator of our own (SplitMix64), as the framework's may change with its version.</summary>
    internal static IEnumerable<Tie<int>> Ties(int customers, int count)
    {
        ulong state = 42;
        ulong Next()
        {
            state += 0x9E3779B97F4A7C15;
            ulong mixed = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
            return mixed ^ (mixed >> 31);
        }

        for (int i = 0; i < count; i++)
        {
            // The smaller numbers are reached and reach more often.
            int from = (int)Math.Min(Next() % (ulong)customers, Next() % (ulong)customers);
            int to = (int)(Next() % (ulong)customers);
            yield return new(from, to, (1 + (Next() % 10)) / 10.0, 1 + (Next() % 3));
        }
    }

    internal static CustomerGraph<int> Graph(int customers = 600, int ties = 2400, ConsentLedger<int>? consents = null) =>
        CustomerGraph.FromTies(Ties(customers, ties), Enumerable.Range(0, customers).Select(key => new Customer<int>(key, 10 + (key % 13))), consents: consents);

    /// <summary>Everything that a plan says but for times, as text that differs as soon as one bit does.</summary>
    internal static IReadOnlyList<string> BitsOf<TKey>(SeedPlan<TKey> plan)
        where TKey : notnull =>
        [
            $"reach {Hex(plan.Reach)} bounds {Hex(plan.LowerBound)} {Hex(plan.UpperBound)} ratio {Hex(plan.CertifiedRatio)} flattery {Hex(plan.Flattery)} cost {Hex(plan.TotalCost)}",
            $"{plan.StoppedBy} {plan.Rounds} {plan.SampledSets} {plan.TriedSets} {plan.SampledBytes}",
            .. plan.Seeds.Select(seed => $"{seed.Rank} {seed.Customer} {Hex(seed.Gain)} {Hex(seed.Reach)} {Hex(seed.Cost)} {Hex(seed.Overlap)} {seed.IsMustHave} {seed.Reason}"),
        ];

    internal static string HashOf<TKey>(SeedPlan<TKey> plan)
        where TKey : notnull =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', BitsOf(plan)))));

    private static string Hex(double value) => $"{BitConverter.DoubleToInt64Bits(value):x16}";

    private static string Hex(Estimate value) => $"{Hex(value.Value)} {Hex(value.StandardError)} {Hex(value.Low)} {Hex(value.High)}";
}
