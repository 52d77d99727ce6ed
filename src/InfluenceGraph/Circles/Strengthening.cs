using InfluenceGraph.Graphs;

namespace InfluenceGraph.Circles;

/// <summary>What one tie more, or a stronger one, does to the score of an ego network: each candidate is scored again from the sums.</summary>
internal sealed class Strengthening(CircleGround ground, EgoCircles circles, CircleScorer scorer, int owner)
{
    private readonly CsrGraph _both = ground.Graph.Both;
    private readonly List<Candidate> _found = [];

    /// <summary>A tie to be permitted fully.</summary>
    /// <param name="From">Who would reach the other one.</param>
    /// <param name="To">Who would grant it.</param>
    /// <param name="PermissionNow">What is granted today.</param>
    /// <param name="Strength">The tie's strength.</param>
    /// <param name="Score">The score with it.</param>
    internal readonly record struct Candidate(int From, int To, double PermissionNow, double Strength, double Score);

    /// <summary>The ties that would bring most, best first; equal ones in the order of their nodes.</summary>
    /// <param name="count">How many at most.</param>
    /// <param name="rowOf">Permission and strength of a tie that there is.</param>
    /// <param name="isDenied">Whether a tie that there is not was denied by its grantor, who is not asked again.</param>
    internal IReadOnlyList<Candidate> Best(int count, Func<int, int, EdgeRow> rowOf, Func<int, int, bool> isDenied)
    {
        int first = (int)_both.Offsets[owner];
        int degree = _both.DegreeOf(owner);
        double[] strengths = new double[degree];
        for (int i = 0; i < degree; i++)
        {
            strengths[i] = StrengthOf(first + i, rowOf);
        }

        double typical = MedianOf(strengths);
        for (int i = 0; i < degree; i++)
        {
            AddWays(first + i, rowOf, isDenied);
        }

        AddMissing(count, typical, isDenied);
        double score = circles.Scores[owner];
        return [.. _found.Where(found => found.Score > score).OrderByDescending(found => found.Score).ThenBy(found => found.From).ThenBy(found => found.To).Take(count)];
    }

    /// <summary>The larger strength of the two ways.</summary>
    private double StrengthOf(int edge, Func<int, int, EdgeRow> rowOf)
    {
        int member = _both.Targets[edge];
        double there = ground.Graph.Outward[edge] > 0 ? rowOf(owner, member).Strength : 0;
        double back = ground.Graph.Inward[edge] > 0 ? rowOf(member, owner).Strength : 0;
        return Math.Max(there, back);
    }

    /// <summary>The owner's tie with a member: each of its ways with permission 1, but for one that was denied.</summary>
    private void AddWays(int edge, Func<int, int, EdgeRow> rowOf, Func<int, int, bool> isDenied)
    {
        int member = _both.Targets[edge];
        foreach ((int from, int to, float weight, float other) in (ReadOnlySpan<(int, int, float, float)>)
            [
                (owner, member, ground.Graph.Outward[edge], ground.Graph.Inward[edge]),
                (member, owner, ground.Graph.Inward[edge], ground.Graph.Outward[edge]),
            ])
        {
            EdgeRow row = weight > 0 ? rowOf(from, to) : new(0, rowOf(to, from).Strength, Period.Always);
            float then = EdgeRow.WeightOf(1, row.Strength);
            if (row.Permission >= 1 || !(then > weight) || (weight == 0 && isDenied(from, to)))
            {
                continue;
            }

            double added = (double)then - weight;
            CircleSums sums = circles.Sums[owner];
            sums.Permission += from == owner ? 1 - (double)row.Permission : 0;
            sums.Smaller += (double)Math.Min(then, other) - Math.Min(weight, other);
            sums.Larger += (double)Math.Max(then, other) - Math.Max(weight, other);
            sums.Weight += added;
            sums.Closed += added * circles.Triangles[edge];
            sums.Volume += 2 * added;
            sums.Inside += added;
            Add(from, to, row, sums, added);
        }
    }

    /// <summary>
    /// Two members without a tie, of whom not both denied it; the way that was not denied is told. All such ties weigh the same, so that what one brings rises with the weight of the two's
    /// ties to the owner alone: pairs are tried by falling weight, until no better one can follow.
    /// </summary>
    private void AddMissing(int count, double strength, Func<int, int, bool> isDenied)
    {
        int first = (int)_both.Offsets[owner];
        int[] edges = [.. Enumerable.Range(first, _both.DegreeOf(owner)).OrderByDescending(ground.WeightOf).ThenBy(edge => edge)];
        var weights = new PriorityQueue<(int One, int Other), double>();
        for (int i = 0; i < edges.Length - 1 && !(weights.Count == count && IsTooLight(i, i + 1)); i++)
        {
            for (int j = i + 1; j < edges.Length && !(weights.Count == count && IsTooLight(i, j)); j++)
            {
                (int a, int b) = (_both.Targets[edges[i]], _both.Targets[edges[j]]);
                if (_both.IndexOf(a, b) < 0 && !(isDenied(a, b) && isDenied(b, a)))
                {
                    weights.Enqueue((edges[i], edges[j]), ground.WeightOf(edges[i]) + ground.WeightOf(edges[j]));
                    if (weights.Count > count)
                    {
                        weights.Dequeue();
                    }
                }
            }
        }

        float added = EdgeRow.WeightOf(1, (float)strength);
        foreach (((int one, int other), double weight) in weights.UnorderedItems)
        {
            CircleSums sums = circles.Sums[owner];
            sums.Pairs++;
            sums.Closed += weight;
            sums.Volume += 2.0 * added;
            sums.Inside += added;
            (int a, int b) = (Math.Min(_both.Targets[one], _both.Targets[other]), Math.Max(_both.Targets[one], _both.Targets[other]));
            (int from, int to) = isDenied(a, b) ? (b, a) : (a, b);
            Add(from, to, new(0, (float)strength, Period.Always), sums, added);
        }

        bool IsTooLight(int i, int j) =>
            weights.TryPeek(out _, out double least) && ground.WeightOf(edges[i]) + ground.WeightOf(edges[j]) <= least;
    }

    private void Add(int from, int to, EdgeRow row, in CircleSums sums, double addedWeight) =>
        _found.Add(new(from, to, row.Permission, row.Strength, scorer.With(2 * addedWeight).ScoreOf(sums)));

    private static double MedianOf(double[] values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length == 0 ? 1 : sorted[(sorted.Length - 1) / 2];
    }
}
