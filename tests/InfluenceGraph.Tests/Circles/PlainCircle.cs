using Xunit;

namespace InfluenceGraph.Tests.Circles;

/// <summary>The parts of a circle as their formulas stand, from the public ties, with no regard to cost.</summary>
internal static class PlainCircle
{
    internal static double WeightOf(CustomerGraphView<int> view, int one, int other) => Way(view, one, other) + Way(view, other, one);

    internal static CircleParts PartsOf(CustomerGraphView<int> view, int owner, IReadOnlyList<int> members)
    {
        int[] tied = [.. members.Where(member => WeightOf(view, owner, member) > 0)];
        double strength = tied.Sum(member => WeightOf(view, owner, member));
        (int A, int B)[] pairs = [.. members.SelectMany(a => members.Where(b => a < b).Select(b => (a, b)))];
        (int A, int B)[] known = [.. pairs.Where(pair => WeightOf(view, pair.A, pair.B) > 0)];
        double closed = known
            .Where(pair => tied.Contains(pair.A) && tied.Contains(pair.B))
            .Sum(pair => WeightOf(view, owner, pair.A) + WeightOf(view, owner, pair.B));
        double larger = members.Sum(member => Math.Max(Way(view, owner, member), Way(view, member, owner)));
        int[] inside = [owner, .. members];
        int[] outside = [.. view.Customers.Except(inside)];
        double cut = inside.Sum(a => outside.Sum(b => WeightOf(view, a, b)));
        double volume = inside.Sum(a => view.Customers.Where(b => b != a).Sum(b => WeightOf(view, a, b)));
        double rest = outside.Sum(a => view.Customers.Where(b => b != a).Sum(b => WeightOf(view, a, b)));
        return new(
            members.Average(member => view.TiesFrom(owner).FirstOrDefault(tie => tie.To == member).Permission),
            larger > 0 ? members.Sum(member => Math.Min(Way(view, owner, member), Way(view, member, owner))) / larger : 0,
            tied.Length > 1 ? closed / (strength * (tied.Length - 1)) : 0,
            known.Length / (double)pairs.Length,
            null,
            volume == 0 ? 0 : cut == 0 ? 1 : 1 - (cut / Math.Min(volume, rest)));
    }

    internal static void AssertSame(CircleParts expected, CircleParts parts)
    {
        Assert.Equal(expected.Permission, parts.Permission, 1e-9);
        Assert.Equal(expected.Reciprocity, parts.Reciprocity, 1e-9);
        Assert.Equal(expected.Closure, parts.Closure, 1e-9);
        Assert.Equal(expected.Density, parts.Density, 1e-9);
        Assert.Equal(expected.Seclusion, parts.Seclusion, 1e-9);
    }

    /// <summary>Each way of an own tie, and one way between members without a tie, with the strength that WhatWouldStrengthen states.</summary>
    internal static IEnumerable<(int From, int To, double Strength)> CandidatesOf(CustomerGraphView<int> view, int owner)
    {
        int[] members = [.. view.Customers.Where(other => other != owner && WeightOf(view, owner, other) > 0)];
        double[] strengths = [.. members.Select(member => Math.Max(Strength(view, owner, member), Strength(view, member, owner))).Order()];
        foreach (int member in members)
        {
            (double there, double back) = (Strength(view, owner, member), Strength(view, member, owner));
            yield return (owner, member, there > 0 ? there : back);
            yield return (member, owner, back > 0 ? back : there);
            foreach (int other in members.Where(other => member < other && WeightOf(view, member, other) == 0))
            {
                yield return (member, other, strengths[(strengths.Length - 1) / 2]);
            }
        }
    }

    private static double Strength(CustomerGraphView<int> view, int from, int to) => view.TiesFrom(from).FirstOrDefault(tie => tie.To == to).Strength;

    private static double Way(CustomerGraphView<int> view, int from, int to)
    {
        Tie<int> tie = view.TiesFrom(from).FirstOrDefault(tie => tie.To == to);
        return (float)(tie.Permission * tie.Strength);
    }
}
