using InfluenceGraph.Segments;
using static System.FormattableString;

namespace InfluenceGraph;

/// <summary>The customers of a segment who may be used, and how many were suppressed, and why.</summary>
/// <remarks>Immutable and safe to share between threads.</remarks>
/// <typeparam name="TKey">The caller's customer key.</typeparam>
public sealed class SegmentResult<TKey>
    where TKey : notnull
{
    private readonly CustomerGraphView<TKey> _view;
    private readonly NodeSet _members;
    private readonly IReadOnlyList<AppliedConsent<TKey>> _consents;

    internal SegmentResult(CustomerGraphView<TKey> view, Segment segment, Truth truth, SegmentGround<TKey> ground)
    {
        _view = view;
        Segment = segment;
        NodeSet included = NodeSet.Where(view.Nodes.NodeCount, view.Nodes.Includes);
        _members = truth.Yes.And(included);
        _consents = [.. ground.Consents];
        Members = Array.AsReadOnly<TKey>([.. _members.Nodes().Select(node => view.Data.Keys[node])]);
        UnknownTags = Array.AsReadOnly<string>([.. ground.UnknownTags]);
        Undecided = truth.Unknown.And(included).Count;
        NodeSet suppressed = truth.Yes.And(included.Complement());
        Suppressed = [.. view.ReasonsOf(suppressed.Nodes())];
        Receipt receipt = view.NewReceipt(view.Data.OwnValues, ground.Facts);
        Receipt = receipt with
        {
            Options = $"segment {segment}",
            Notes = [.. receipt.Notes, .. ground.Notes],
            ValidUntil = _consents.Select(consent => consent.NextChange).Append(receipt.ValidUntil).Min(),
        };
    }

    /// <summary>What was asked.</summary>
    public Segment Segment { get; }

    /// <summary>The members who may be used, in the order of their keys.</summary>
    public IReadOnlyList<TKey> Members { get; }

    /// <summary>The number of members who may be used.</summary>
    public int Count => Members.Count;

    /// <summary>How many more customers are in the segment as far as tags, attributes, own values, lists and consents tell, but may not be used, by reason. They are never named.</summary>
    public IReadOnlyList<LeftOut> Suppressed { get; }

    /// <summary>Of how many customers who may be used it cannot be told, because something that the segment asks for is not known of them.</summary>
    public int Undecided { get; }

    /// <summary>Tags that the segment asks for and that no customer of the graph has at the view's moment, used or not: perhaps another spelling was meant.</summary>
    public IReadOnlyList<string> UnknownTags { get; }

    /// <summary>What the answer was computed from.</summary>
    public Receipt Receipt { get; }

    /// <summary>Whether a consent recorded since may change the answer. Ask again from a new view.</summary>
    public bool IsStale => _view.IsStale || _consents.Any(consent => consent.IsOutdated);

    /// <summary>The view that was asked.</summary>
    internal CustomerGraphView<TKey> View => _view;

    /// <summary>Whether the answer may have changed by a moment: by a consent recorded since, or because something dated begins or ends before it.</summary>
    /// <param name="moment">The moment, usually now.</param>
    /// <returns><see langword="true"/> when it should be asked again.</returns>
    public bool IsStaleAt(DateTimeOffset moment) => IsStale || Receipt.ValidUntil <= moment;

    /// <summary>Whether a customer is a member who may be used.</summary>
    /// <param name="customer">The key.</param>
    /// <returns><see langword="false"/> also for an unknown customer.</returns>
    public bool Contains(TKey customer) => _view.Data.Keys.TryGetNode(customer, out int node) && _members.Contains(node);

    /// <summary>Who entered and who left since an earlier answer, of this or another snapshot. O(members of both).</summary>
    /// <param name="earlier">The earlier answer.</param>
    /// <returns>The changes.</returns>
    /// <exception cref="ArgumentException">The earlier answer is of another segment.</exception>
    public SegmentChanges<TKey> ChangesSince(SegmentResult<TKey> earlier)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        if (Segment != earlier.Segment)
        {
            throw new ArgumentException($"The earlier answer is of another segment, '{earlier.Segment}'; expected '{Segment}'.", nameof(earlier));
        }

        TKey[] left = [.. earlier.Members.Where(customer => !Contains(customer))];
        TKey[] stillUsed = [.. left.Where(_view.Contains)];
        return new(
            Array.AsReadOnly<TKey>([.. Members.Where(customer => !earlier.Contains(customer))]),
            Array.AsReadOnly(stillUsed),
            left.Length - stillUsed.Length);
    }

    /// <summary>The count, how many were suppressed or cannot be told, and tags that nobody has.</summary>
    /// <returns>One line, invariant culture.</returns>
    public override string ToString() => Invariant(
        $"{Count} customers in {Segment}{string.Concat(Suppressed.Select(item => Invariant($", {item.Count} more {item.Reason}")))}{(Undecided > 0 ? Invariant($", {Undecided} of whom it cannot be told") : "")}{(UnknownTags.Count > 0 ? $"; nobody has the tag {string.Join(", ", UnknownTags.Select(tag => $"'{tag}'"))}" : "")}");
}
