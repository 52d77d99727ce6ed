using InfluenceGraph.Graphs;
using InfluenceGraph.Tags;

namespace InfluenceGraph.Segments;

/// <summary>What a segment asks of the customers of a graph, by node of the view: where the customer world meets the integer world.</summary>
internal sealed class SegmentGround<TKey> : ISegmentFacts
    where TKey : notnull
{
    private readonly CustomerGraphView<TKey> _view;
    private readonly SegmentOptions<TKey> _options;
    private readonly Lazy<TagMatrix> _tags;
    private readonly List<AppliedConsent<TKey>> _consents = [];
    private readonly CancellationToken _cancellationToken;
    private readonly SortedSet<string> _unknownTags = new(StringComparer.OrdinalIgnoreCase);
    private long _unknownCustomers;

    internal SegmentGround(CustomerGraphView<TKey> view, SegmentOptions<TKey> options, CancellationToken cancellationToken)
    {
        _cancellationToken = cancellationToken;
        _view = view;
        _options = options;

        // Of everybody: who may not be used is counted, never named.
        _tags = new(() => view.NewTags(new GraphView(view.Nodes.Forward, view.Nodes.Backward, [])));
    }

    public int NodeCount => _view.Nodes.NodeCount;

    public TagMatrix Tags
    {
        get
        {
            Facts |= UsedFacts.Tags;
            return _tags.Value;
        }
    }

    /// <summary>Tags that nobody has, in the order of their names.</summary>
    internal IReadOnlyCollection<string> UnknownTags => _unknownTags;

    /// <summary>What the segment asked for, for the data hash.</summary>
    internal UsedFacts Facts { get; private set; } = UsedFacts.None;

    /// <summary>The consents that were asked for beside the view's own.</summary>
    internal IReadOnlyList<AppliedConsent<TKey>> Consents => _consents;

    internal IEnumerable<LeftOut> Notes => _unknownCustomers > 0
        ? [new("customers of scores, groupings or lists whom the graph does not have or who may not be used", _unknownCustomers)]
        : [];

    public int TagOf(string name)
    {
        int tag = Tags.IndexOf(name);
        if (tag < 0)
        {
            _unknownTags.Add(name);
        }

        return tag;
    }

    public double OwnValueAt(int node) => _view.Data.OwnValues[node];

    public string? AttributeAt(int node, string name)
    {
        Facts |= UsedFacts.Attributes;
        return _view.Data.AttributesOf(node).GetValueOrDefault(name);
    }

    public double[] ScoreOf(string name)
    {
        double[] scores = new double[NodeCount];
        Array.Fill(scores, double.NaN);
        _cancellationToken.ThrowIfCancellationRequested();
        foreach ((TKey customer, double score) in Named(_options.Scores, name, nameof(SegmentOptions<>.Scores), "score"))
        {
            if (TryUse(customer, out int node))
            {
                scores[node] = score;
            }
        }

        return scores;
    }

    public IReadOnlyList<string>?[] GroupingOf(string name)
    {
        var groups = new List<string>?[NodeCount];
        foreach ((TKey customer, string group) in Named(_options.Groupings, name, nameof(SegmentOptions<>.Groupings), "grouping"))
        {
            if (TryUse(customer, out int node))
            {
                (groups[node] ??= []).Add(group);
            }
        }

        return groups;
    }

    public NodeSet ListOf(string name)
    {
        var nodes = new List<int>();
        foreach (TKey customer in Named(_options.Lists, name, nameof(SegmentOptions<>.Lists), "list"))
        {
            if (_view.Data.Keys.TryGetNode(customer, out int node))
            {
                nodes.Add(node);
            }
            else
            {
                _unknownCustomers++;
            }
        }

        return NodeSet.Of(NodeCount, nodes);
    }

    public NodeSet Consenting(Purpose purpose, Channel channel)
    {
        _cancellationToken.ThrowIfCancellationRequested();
        AppliedConsent<TKey> consent = _view.ConsentTo(purpose, channel);
        _consents.Add(consent);
        return NodeSet.Where(NodeCount, node => consent.Allows(node));
    }

    private IEnumerable<T> Named<T>(IReadOnlyDictionary<string, IEnumerable<T>> given, string name, string option, string kind) =>
        given.FirstOrDefault(pair => string.Equals(pair.Key, name, StringComparison.OrdinalIgnoreCase)).Value
        ?? throw new ArgumentException(
            $"The segment asks for the {kind} '{name}', which was not given; {(given.Count == 0 ? "nothing was" : $"expected one of {string.Join(", ", given.Keys.Order(StringComparer.Ordinal).Select(key => $"'{key}'"))}")}. Give it in {nameof(SegmentOptions<>)}.{option}.");

    private bool TryUse(TKey customer, out int node)
    {
        bool isUsed = _view.Data.Keys.TryGetNode(customer, out node) && _view.Nodes.Includes(node);
        _unknownCustomers += isUsed ? 0 : 1;
        return isUsed;
    }
}
