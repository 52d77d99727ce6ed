using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace InfluenceGraph.Updates;

/// <summary>
/// Scores by node, immutable: a change makes a new tree that shares all pages but those it touched with the old one, so that
/// readers of the old one are not disturbed. Pages know their largest score, so the best are found without reading the rest.
/// </summary>
/// <remarks>Three levels: pages of 64 scores, groups of 64 pages, and all groups. Path copying after J. R. Driscoll et al., "Making data structures persistent", JCSS 38 (1989).</remarks>
internal sealed class ScoreTree
{
    /// <summary>The score of a node that is not there. All others are 0 or more.</summary>
    internal const double Absent = -1;

    private const int PageBits = 6;
    private const int PageSize = 1 << PageBits;
    private const int GroupBits = 2 * PageBits;
    private const int GroupSize = 1 << GroupBits;

    private readonly Group[] _groups;
    private readonly double[] _best;

    private ScoreTree(Group[] groups, double[] best)
    {
        _groups = groups;
        _best = best;
    }

    internal static ScoreTree Empty { get; } = new([], []);

    internal double this[int node] => _groups[node >> GroupBits].Pages[(node >> PageBits) & (PageSize - 1)].Scores[node & (PageSize - 1)];

    /// <summary>Bytes that so many scores take.</summary>
    internal static long Bytes(long count) => ((count + GroupSize - 1) / GroupSize * (64 + (PageSize * (IntPtr.Size + sizeof(double))))) + ((count + PageSize - 1) / PageSize * ((PageSize * sizeof(double)) + 24));

    /// <summary>
    /// The best so many and all that may stand in their place: every score above the last, and of those equal to it the
    /// first ones among the nodes below <paramref name="ordered"/> and all of the others. In no order.
    /// </summary>
    /// <param name="count">How many; at least 1.</param>
    /// <param name="ordered">Nodes below this stand in the order that decides between equal scores.</param>
    internal List<(double Score, int Node)> Best(int count, int ordered)
    {
        double floor = Floor(count);
        var best = new List<(double Score, int Node)>();
        Collect(floor, best);
        if (best.Count > count)
        {
            double[] scores = [.. best.Select(candidate => candidate.Score)];
            Array.Sort(scores);
            double last = scores[^count];
            best.RemoveAll(candidate => candidate.Score < last);
        }
        else if (floor >= 0)
        {
            CollectEqual(floor, count - best.Count, ordered, best);
        }

        return best;
    }

    /// <summary>A score that at least so many nodes reach, or one below all where no page tells.</summary>
    private double Floor(int count)
    {
        var largest = new LargestSoFar(count);
        if (_groups.Length >= count)
        {
            largest.Add(_best);
        }
        else
        {
            foreach (Group group in _groups)
            {
                largest.Add(group.Best);
            }
        }

        return largest.Least is >= 0 and double floor ? floor : Absent / 2;
    }

    private void Collect(double floor, List<(double Score, int Node)> found)
    {
        for (int g = 0; g < _groups.Length; g++)
        {
            for (int p = 0; _best[g] > floor && p < PageSize; p++)
            {
                if (_groups[g].Best[p] > floor)
                {
                    ReadOnlySpan<double> scores = _groups[g].Pages[p].Scores;
                    int first = (g << GroupBits) | (p << PageBits);
                    for (int i = 0; i < scores.Length; i++)
                    {
                        if (scores[i] > floor)
                        {
                            found.Add((scores[i], first + i));
                        }
                    }
                }
            }
        }
    }

    private void CollectEqual(double score, int wanted, int ordered, List<(double Score, int Node)> found)
    {
        for (int g = 0; g < _groups.Length; g++)
        {
            for (int p = 0; _best[g] >= score && p < PageSize; p++)
            {
                int first = (g << GroupBits) | (p << PageBits);
                bool isWanted = wanted > 0 || first + PageSize > ordered;
                if (isWanted && _groups[g].Best[p] >= score)
                {
                    ReadOnlySpan<double> scores = _groups[g].Pages[p].Scores;
                    for (int i = 0; i < scores.Length; i++)
                    {
                        if (scores[i] == score && (wanted > 0 || first + i >= ordered))
                        {
                            found.Add((score, first + i));
                            wanted -= first + i < ordered ? 1 : 0;
                        }
                    }
                }
            }
        }
    }

    /// <summary>Changes to a tree that nobody sees until they are all made.</summary>
    internal sealed class Editor
    {
        /// <summary>Marks what this editor made. Not the editor itself, which would keep its tree alive as long as any page.</summary>
        private readonly object _mark = new();
        private readonly List<int> _changedPages = [];
        private Group[] _groups;
        private double[] _best;

        internal Editor(ScoreTree tree)
        {
            _groups = [.. tree._groups];
            _best = [.. tree._best];
        }

        internal void Set(int node, double score)
        {
            int page = node >> PageBits;
            int group = node >> GroupBits;
            if (group >= _groups.Length)
            {
                Grow(group + 1);
            }

            if (_groups[group].Owner != _mark)
            {
                _groups[group] = new(_groups[group], _mark);
            }

            ref Page owned = ref _groups[group].Pages[page & (PageSize - 1)];
            if (owned.Owner != _mark)
            {
                owned = new(owned, _mark);
                _changedPages.Add(page);
            }

            owned.Scores[node & (PageSize - 1)] = score;
        }

        /// <summary>The tree with all changes. The editor cannot be used afterwards.</summary>
        internal ScoreTree Build()
        {
            foreach (int page in _changedPages)
            {
                Group group = _groups[page >> PageBits];
                group.Best[page & (PageSize - 1)] = TensorPrimitives.Max((ReadOnlySpan<double>)group.Pages[page & (PageSize - 1)].Scores);
            }

            for (int g = 0; g < _groups.Length; g++)
            {
                if (_groups[g].Owner == _mark)
                {
                    _best[g] = TensorPrimitives.Max(_groups[g].Best);
                }
            }

            return new(_groups, _best);
        }

        private void Grow(int groups)
        {
            int before = _groups.Length;
            Array.Resize(ref _groups, groups);
            Array.Resize(ref _best, groups);
            _groups.AsSpan(before).Fill(Group.Absent);
            _best.AsSpan(before).Fill(ScoreTree.Absent);
        }
    }

    private sealed class Group
    {
        internal Group(Group copied, object owner)
        {
            Pages = [.. copied.Pages];
            Best = [.. copied.Best];
            Owner = owner;
        }

        private Group()
        {
            Pages = new Page[PageSize];
            Best = new double[PageSize];
            Array.Fill(Pages, new());
            Array.Fill(Best, ScoreTree.Absent);
        }

        internal static Group Absent { get; } = new();

        internal Page[] Pages { get; }

        internal double[] Best { get; }

        internal object? Owner { get; }
    }

    private sealed class Page
    {
        internal Scores64 Scores;

        internal Page() => ((Span<double>)Scores).Fill(Absent);

        internal Page(Page copied, object owner)
        {
            Scores = copied.Scores;
            Owner = owner;
        }

        internal object? Owner { get; }
    }

    [InlineArray(PageSize)]
    private struct Scores64
    {
        private double _first;
    }
}
