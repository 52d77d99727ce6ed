using System.Numerics.Tensors;
using InfluenceGraph.LookAlikes;
using InfluenceGraph.SocialValues;

namespace InfluenceGraph;

/// <summary>How alike to the members of a list every other customer is who may be used.</summary>
/// <remarks>Immutable and safe to share between threads.</remarks>
/// <typeparam name="TKey">The caller's customer key.</typeparam>
public sealed class LookAlikeResult<TKey>
    where TKey : notnull
{
    private readonly UsedCustomers<TKey> _used;
    private readonly HashSet<int> _members;
    private readonly double[] _ties;
    private readonly double[] _tags;
    private readonly double[] _scores;
    private readonly TagProfile? _profile;

    internal LookAlikeResult(UsedCustomers<TKey> used, HashSet<int> members, LookAlikeOptions options, double[] ties, TagProfile? profile, Receipt receipt)
    {
        _used = used;
        _members = members;
        _ties = ties;
        _profile = profile;
        _tags = new double[used.Count];
        _scores = new double[used.Count];
        Receipt = receipt;
        Options = options;
        double[] tieParts = new double[used.Count];
        for (int node = 0; node < _scores.Length; node++)
        {
            bool isCandidate = !members.Contains(node);
            _tags[node] = profile?.ClosenessOf(node) ?? 0;
            tieParts[node] = isCandidate ? ties[node] : 0;
            _scores[node] = isCandidate ? _tags[node] : 0;
        }

        double mostByTies = Largest(tieParts);
        double mostByTags = Largest(_scores);
        double tagShare = mostByTags == 0 ? 0 : mostByTies == 0 ? 1 : options.TagShare;
        for (int node = 0; node < _scores.Length; node++)
        {
            double byTies = mostByTies > 0 ? tieParts[node] / mostByTies : 0;
            double byTags = mostByTags > 0 ? _scores[node] / mostByTags : 0;
            _scores[node] = ((1 - tagShare) * byTies) + (tagShare * byTags);
        }
    }

    /// <summary>What was asked.</summary>
    public LookAlikeOptions Options { get; }

    /// <summary>The number of members of the list who may be used.</summary>
    public int MemberCount => _members.Count;

    /// <summary>What the answer was computed from.</summary>
    public Receipt Receipt { get; }

    /// <summary>Whether a consent recorded since may change the answer. Ask again from a new view.</summary>
    public bool IsStale => _used.View.IsStale;

    /// <summary>How alike a customer is.</summary>
    /// <param name="customer">The key; not a member of the list.</param>
    /// <returns>0 to 1.</returns>
    /// <exception cref="KeyNotFoundException">The customer is unknown, left out, or a member of the list.</exception>
    public double this[TKey customer] => _used.NodeOf(customer) is int node && !_members.Contains(node)
        ? _scores[node]
        : throw new KeyNotFoundException($"'{customer}' is a member of the list; expected somebody to compare with it.");

    /// <summary>Whether the answer may have changed by a moment: by a consent recorded since, or because something dated begins or ends before it.</summary>
    /// <param name="moment">The moment, usually now.</param>
    /// <returns><see langword="true"/> when it should be asked again.</returns>
    public bool IsStaleAt(DateTimeOffset moment) => IsStale || Receipt.ValidUntil <= moment;

    /// <summary>Who is most alike, members left out. O(customers log count).</summary>
    /// <param name="count">How many at most; customers with nothing in common with the members are never listed.</param>
    /// <returns>The customers with their reasons, most alike first; equal ones in the order of their keys.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative.</exception>
    public IReadOnlyList<LookAlike<TKey>> Top(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        (double Score, int Node)[] top = TopNodes.Of(Enumerable.Range(0, _scores.Length).Where(node => _scores[node] > 0).Select(node => (_scores[node], node)), count);
        return Array.AsReadOnly(Array.ConvertAll([.. Enumerable.Range(0, top.Length)], i => At(i + 1, top[i].Node)));
    }

    /// <summary>How many members, and who is most alike.</summary>
    /// <returns>A few lines, invariant culture.</returns>
    public override string ToString() => $"Like {MemberCount} customers:{Environment.NewLine}{string.Join(Environment.NewLine, Top(10))}";

    private LookAlike<TKey> At(int rank, int node) =>
        new(rank, _used.KeyOf(node), _scores[node], _ties[node], _tags[node], _profile?.SharedBy(node, 3) ?? []);

    private static double Largest(double[] values) => values.Length > 0 ? TensorPrimitives.Max<double>(values) : 0;
}
