using InfluenceGraph.Kernels;
using Xunit;

namespace InfluenceGraph.Tests.Kernels;

public sealed class TriangleSweepTests
{
    [Fact]
    public void Marked_places_are_found_in_rows_of_every_length()
    {
        var random = new Random(1);
        byte[] marks = new byte[300];
        for (int length = 0; length <= 257; length++)
        {
            int[] row = [.. Enumerable.Range(0, 300).Where(_ => random.Next(300) < length).Take(length)];
            foreach (int share in (int[])[0, 1, 2, 7])
            {
                for (int node = 0; node < marks.Length; node++)
                {
                    marks[node] = (byte)(share > 0 && random.Next(share) == 0 ? 1 : 0);
                }

                int[] places = new int[row.Length];
                int[] expected = [.. Enumerable.Range(0, row.Length).Where(i => marks[row[i]] == 1)];
                Assert.Equal(expected, places[..CommonTargets.Find(row, marks, places)]);
                Assert.Equal(expected.Length, CommonTargets.Count(row, marks));
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Each_triangle_is_told_once_for_each_of_its_ties(int workers)
    {
        for (int seed = 0; seed < 60; seed++)
        {
            (long[] offsets, int[] targets, HashSet<(int, int)> ties) = Seeded(seed);
            var rows = OrientedRows.Of(offsets, targets);
            var sink = new Told(rows);
            TriangleSweep.Run(rows, sink, workers, CancellationToken.None);

            int count = offsets.Length - 1;
            List<(int, int, int)> expected = [];
            for (int a = 0; a < count; a++)
            {
                for (int b = a + 1; b < count; b++)
                {
                    expected.AddRange(Enumerable.Range(b + 1, count - b - 1).Where(c => ties.Contains((a, b)) && ties.Contains((a, c)) && ties.Contains((b, c))).Select(c => (a, b, c)));
                }
            }

            Assert.Equal(expected.Count, TriangleSweep.Count(rows, workers, CancellationToken.None));
            Assert.Equal(expected.SelectMany(t => new[] { (t.Item1, t.Item2, t.Item3), (t.Item1, t.Item3, t.Item2), (t.Item2, t.Item3, t.Item1) }).Order(), sink.Triples.Order());
        }
    }

    [Fact]
    public void A_tie_hears_of_its_triangles_in_the_same_order_from_one_thread_and_from_several()
    {
        for (int seed = 0; seed < 40; seed++)
        {
            (long[] offsets, int[] targets, _) = Seeded(seed);
            var rows = OrientedRows.Of(offsets, targets);
            (Told one, Told several) = (new(rows), new(rows));
            TriangleSweep.Run(rows, one, 1, CancellationToken.None);
            TriangleSweep.Run(rows, several, 3, CancellationToken.None);
            Assert.Equal(OfTies(one), OfTies(several));
        }

        static IEnumerable<(int, int, int)> OfTies(Told told) => told.Triples.GroupBy(triple => (triple.Item1, triple.Item2)).OrderBy(ofTie => ofTie.Key).SelectMany(ofTie => ofTie);
    }

    [Fact]
    public void Rows_hold_each_tie_once_and_are_no_longer_than_the_root_of_twice_the_ties()
    {
        (long[] offsets, int[] targets, HashSet<(int, int)> ties) = Seeded(7, 300, 4000);
        var rows = OrientedRows.Of(offsets, targets);
        Assert.Equal(ties.Count / 2, rows.TieCount);
        Assert.InRange(rows.LongestRow, 1, (int)Math.Sqrt(2 * rows.TieCount));
        for (int tie = 0; tie < rows.TieCount; tie++)
        {
            (int from, int to) = (rows.NodeAt[rows.RowOf[tie]], rows.NodeAt[rows.Targets[tie]]);
            Assert.True(rows.Targets[tie] < rows.RowOf[tie]);
            Assert.Equal(to, targets[rows.Pairs[tie]]);
            Assert.Equal(from, targets[rows.Reverse[rows.Pairs[tie]]]);
            Assert.Contains((from, to), ties);
        }
    }

    [Fact]
    public void A_graph_without_nodes_or_ties_has_no_triangles()
    {
        Assert.Equal(0, TriangleSweep.Count(OrientedRows.Of([0], []), 1, CancellationToken.None));
        Assert.Equal(0, TriangleSweep.Count(OrientedRows.Of([0, 0, 0], []), 2, CancellationToken.None));
    }

    [Fact]
    public void Cancelling_stops_the_sweep()
    {
        (long[] offsets, int[] targets, _) = Seeded(3);
        Assert.Throws<OperationCanceledException>(() => TriangleSweep.Count(OrientedRows.Of(offsets, targets), 2, new CancellationToken(canceled: true)));
    }

    private static (long[] Offsets, int[] Targets, HashSet<(int, int)> Ties) Seeded(int seed, int? nodes = null, int? tries = null)
    {
        var random = new Random(seed);
        int count = nodes ?? random.Next(1, 40);
        var ties = new HashSet<(int, int)>();
        for (int i = tries ?? random.Next(0, 300); i > 0; i--)
        {
            (int a, int b) = ((int)(count * Math.Pow(random.NextDouble(), 2)), random.Next(count));
            if (a != b)
            {
                ties.Add((a, b));
                ties.Add((b, a));
            }
        }

        long[] offsets = [0, .. Enumerable.Range(0, count).Select(u => (long)ties.Count(tie => tie.Item1 <= u))];
        return (offsets, [.. ties.Order().Select(tie => tie.Item2)], ties);
    }

    /// <summary>Writes triples down as (tie, third node), by nodes of the graph.</summary>
    private readonly struct Told(OrientedRows rows) : ITriangleSink
    {
        private readonly List<(int, int, int)> _triples = [];

        internal IReadOnlyList<(int, int, int)> Triples => _triples;

        public void Close(int tie, int third, int fromRow, int fromTarget)
        {
            (int row, int target) = (rows.RowOf[tie], rows.Targets[tie]);
            Assert.Contains(third, (int[])[rows.RowOf[fromRow], rows.Targets[fromRow]]);
            Assert.Contains(target, (int[])[rows.RowOf[fromTarget], rows.Targets[fromTarget]]);
            Assert.Contains(third, (int[])[rows.RowOf[fromTarget], rows.Targets[fromTarget]]);
            Assert.Contains(row, (int[])[rows.RowOf[fromRow], rows.Targets[fromRow]]);
            (int a, int b) = (rows.NodeAt[row], rows.NodeAt[target]);
            lock (_triples)
            {
                _triples.Add((Math.Min(a, b), Math.Max(a, b), rows.NodeAt[third]));
            }
        }
    }
}
