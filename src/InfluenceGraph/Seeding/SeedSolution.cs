namespace InfluenceGraph.Seeding;

/// <summary>A plan, how it did on sets of its own, and how good it is for sure.</summary>
internal sealed record SeedSolution(GreedyPlan Plan, long[] Hits, long Tried, double LowerBound, double UpperBound, double Flattery)
{
    internal double Ratio => UpperBound <= 0 ? 1 : Math.Min(1, LowerBound / UpperBound);
}

/// <summary>How the search went.</summary>
internal sealed record SeedSearchReport(SeedStop StoppedBy, int Rounds, long Sets, long TriedSets, long Bytes, TimeSpan? CertifiedAfter, TimeSpan Sampling, TimeSpan Choosing, TimeSpan Trying, TimeSpan All);
