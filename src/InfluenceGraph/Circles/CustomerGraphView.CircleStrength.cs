using InfluenceGraph.Circles;

namespace InfluenceGraph;

/// <content>How strong circles are.</content>
public sealed partial class CustomerGraphView<TKey>
{
    /// <summary>How strong the circles of all customers are, 0 to 100, with parts, evidence and intervals: everybody's ego network, and every circle that an owner named.</summary>
    /// <remarks>
    /// The parts and their sources stand at <see cref="CircleParts"/>. One pass over the triangles serves all customers: at most
    /// O(ties^1.5), on social graphs far less; and O(degrees of the members) for a named circle. About 90 bytes a tie and 150 a
    /// customer while it runs (16 more a tie where contacts are known), of which the result keeps 40 a tie and 130 a customer.
    /// </remarks>
    /// <param name="configure">Changes the default options, as in <c>o => o with { MinMembers = 5 }</c>.</param>
    /// <param name="cancellationToken">Stops the computation; nothing is left half-done.</param>
    /// <returns>The strengths and how they came about.</returns>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="OperationCanceledException">The computation was cancelled.</exception>
    public CircleStrengthResult<TKey> CircleStrength(
        Func<CircleStrengthOptions, CircleStrengthOptions>? configure = null,
        CancellationToken cancellationToken = default)
    {
        CircleStrengthOptions options = CustomerGraph.Configured(new CircleStrengthOptions(), configure);
        options.Validate();
        var ground = CircleGround.Of(Used, options.RecencyHalfLife);
        var scorer = new CircleScorer(options, ground.TotalVolume);
        var circles = EgoCircles.Of(ground, scorer, options.Threads ?? DefaultThreads(), cancellationToken);
        return new(Used, options, ground, scorer, circles, NamedOnes(ground, scorer, cancellationToken));
    }

    private List<ScoredCircle> NamedOnes(CircleGround ground, CircleScorer scorer, CancellationToken cancellationToken)
    {
        var scored = new List<ScoredCircle>();
        CircleTable table = Data.Circles;
        var sums = table.Count > 0 ? new NamedCircleSums(ground) : null;
        for (int owner = 0; sums is not null && owner < Used.Count; owner++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            (int first, int count) = table.CirclesOf(Used.Nodes.ViewNodes[owner]).GetOffsetAndLength(table.Count);
            for (int circle = first; circle < first + count; circle++)
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
