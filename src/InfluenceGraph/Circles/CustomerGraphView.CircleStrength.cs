using InfluenceGraph.Circles;

namespace InfluenceGraph;

/// <content>How strong circles are.</content>
public sealed partial class CustomerGraphView<TKey>
{
    /// <summary>How strong the circles of all customers are, 0 to 100, with parts, evidence and intervals: everybody's ego network, and every circle that an owner named.</summary>
    /// <remarks>
    /// The parts and their sources stand at <see cref="CircleParts"/>. One pass over the triangles serves all customers: at most
    /// O(ties^1.5), on social graphs far less; and O(degrees of the members) for a named circle. <see cref="EstimateCircleStrengthMemory"/>
    /// tells the memory, about half of which the result keeps.
    /// </remarks>
    /// <param name="configure">Changes the default options, as in <c>o => o with { MinMembers = 5 }</c>.</param>
    /// <param name="progress">Told how far each phase has come, on any of the working threads and outside locks.</param>
    /// <param name="cancellationToken">Stops the computation; nothing is left half-done.</param>
    /// <returns>The strengths and how they came about.</returns>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="OperationCanceledException">The computation was cancelled.</exception>
    public CircleStrengthResult<TKey> CircleStrength(
        Func<CircleStrengthOptions, CircleStrengthOptions>? configure = null,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        CircleStrengthOptions options = CustomerGraph.Configured(new CircleStrengthOptions(), configure);
        options.Validate();
        cancellationToken.ThrowIfCancellationRequested();
        var ground = CircleGround.Of(Used, options.RecencyHalfLife, progress, cancellationToken);
        var scorer = new CircleScorer(options, ground.TotalVolume);
        var circles = EgoCircles.Of(ground, scorer, options.Threads ?? DefaultThreads(), progress, cancellationToken);
        return new(Used, options, ground, scorer, circles, NamedOnes(ground, scorer, progress, cancellationToken));
    }

    /// <summary>How many bytes <see cref="CircleStrength"/> needs at most on top of the graph, told before it runs: as if no tie went both ways. O(ties).</summary>
    /// <param name="configure">Changes the default options, as for the question itself.</param>
    /// <returns>The number of bytes.</returns>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public long EstimateCircleStrengthMemory(Func<CircleStrengthOptions, CircleStrengthOptions>? configure = null)
    {
        CircleStrengthOptions options = CustomerGraph.Configured(new CircleStrengthOptions(), configure);
        options.Validate();
        return UsedBytes + CircleMemory.Strength(CustomerCount, MostMutualEdges, HasContacts && AsOf is not null, Data.Circles.Count, options.Threads ?? DefaultThreads());
    }

    private List<ScoredCircle> NamedOnes(CircleGround ground, CircleScorer scorer, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        var scored = new List<ScoredCircle>();
        CircleTable table = Data.Circles;
        Action<long> tell = table.Count > 0 ? progress.Begin("named circles", table.Count) : static _ => { };
        var sums = table.Count > 0 ? new NamedCircleSums(ground) : null;
        for (int owner = 0; sums is not null && owner < Used.Count; owner++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            (int first, int count) = table.CirclesOf(Used.Nodes.ViewNodes[owner]).GetOffsetAndLength(table.Count);
            for (int circle = first; circle < first + count; circle++, tell(1))
            {
                List<int> members = [];
                foreach (int member in table.MembersOf(circle))
                {
                    if (Used.Nodes.Nodes[member] is >= 0 and int node)
                    {
                        members.Add(node);
                    }
                }

                CircleSums[] each = sums.Of(owner, members.ToArray());
                CircleSums all = EgoCircles.SumOf(each, ground.Weights[owner]);
                double score = scorer.ScoreOf(all);
                scored.Add(new(owner, table.NameOf(circle), all, score, double.IsNaN(score) ? double.NaN : scorer.ErrorOf(all, each)));
            }
        }

        return scored;
    }
}
