using InfluenceGraph.FoundCircles;
using static System.FormattableString;

namespace InfluenceGraph;

/// <summary>The circles found around a customer. They may overlap and lie within each other.</summary>
/// <remarks>Immutable and safe to share between threads.</remarks>
/// <typeparam name="TKey">The caller's customer key.</typeparam>
public sealed class FoundCircleResult<TKey>
    where TKey : notnull
{
    private readonly UsedCustomers<TKey> _used;
    private readonly int[] _contacts;
    private readonly int[][] _members;

    internal FoundCircleResult(UsedCustomers<TKey> used, FoundCircleOptions options, EgoNetwork network, int[][] members, FoundCircle<TKey>[] circles, Receipt receipt)
    {
        _used = used;
        _contacts = network.Nodes;
        _members = members;
        Ties = network.Ties.EdgeCount / 2;
        Options = options;
        Receipt = receipt;
        Owner = used.KeyOf(network.Owner);
        Circles = Array.AsReadOnly(circles);
        bool[] isMember = new bool[network.Count];
        foreach (int person in members.SelectMany(circle => circle))
        {
            isMember[person] = true;
        }

        InNoCircle = Array.AsReadOnly<TKey>([.. network.Nodes.Where((_, person) => !isMember[person]).Select(used.KeyOf)]);
    }

    /// <summary>Whose circles these are.</summary>
    public TKey Owner { get; }

    /// <summary>What was asked.</summary>
    public FoundCircleOptions Options { get; }

    /// <summary>The circles, surest first. None where nobody around the owner has more to do with some than with the rest.</summary>
    public IReadOnlyList<FoundCircle<TKey>> Circles { get; }

    /// <summary>The number of people with a tie to the owner, whichever way, who may be used.</summary>
    public int Contacts => _contacts.Length;

    /// <summary>The number of pairs of them with a tie.</summary>
    public long Ties { get; }

    /// <summary>The share of pairs of them with a tie, 0 to 1; <see langword="null"/> with fewer than 2 contacts.</summary>
    public double? Density => Contacts > 1 ? Ties / (Contacts * (Contacts - 1.0) / 2) : null;

    /// <summary>Contacts who are in no circle, in the order of their keys.</summary>
    public IReadOnlyList<TKey> InNoCircle { get; }

    /// <summary>How many circles were found beyond <see cref="FoundCircleOptions.MaxCircles"/>: those with least evidence, which are not told.</summary>
    public required int NotTold { get; init; }

    /// <summary>What the answer was computed from.</summary>
    public Receipt Receipt { get; }

    /// <summary>Whether a consent recorded since may change the answer. Ask again from a new view.</summary>
    public bool IsStale => _used.View.IsStale;

    /// <summary>The circles of which a contact is a member.</summary>
    /// <param name="contact">The key of somebody with a tie to the owner.</param>
    /// <returns>The circles, surest first; none for somebody who is in no circle.</returns>
    /// <exception cref="KeyNotFoundException">The customer is unknown, left out, or has no tie with the owner.</exception>
    public IReadOnlyList<FoundCircle<TKey>> this[TKey contact]
    {
        get
        {
            int person = _contacts.AsSpan().BinarySearch(_used.NodeOf(contact));
            return person >= 0
                ? Array.AsReadOnly<FoundCircle<TKey>>([.. Circles.Where((_, circle) => _members[circle].AsSpan().BinarySearch(person) >= 0)])
                : throw new KeyNotFoundException($"'{contact}' has no tie with '{Owner}' in this view; expected one of the owner's contacts.");
        }
    }

    /// <summary>Whether the answer may have changed by a moment: by a consent recorded since, or because something dated begins or ends before it.</summary>
    /// <param name="moment">The moment, usually now.</param>
    /// <returns><see langword="true"/> when it should be asked again.</returns>
    public bool IsStaleAt(DateTimeOffset moment) => IsStale || Receipt.ValidUntil <= moment;

    /// <summary>How far the circles found agree with circles that are known, such as those that the owner named: <c>view.CirclesOf(owner)</c>.</summary>
    /// <remarks>Circles that people name are partly known at best: who named three circles has more. O(circles x members), and the assignment.</remarks>
    /// <param name="known">The circles. Members without a tie to the owner, or who may not be used, are passed over, and so is a circle of whom nobody is left.</param>
    /// <returns>The agreement.</returns>
    public CircleAgreement AgreementWith(IEnumerable<Circle<TKey>> known)
    {
        ArgumentNullException.ThrowIfNull(known);
        var circles = new List<int[]>();
        foreach (Circle<TKey> circle in known)
        {
            var people = new SortedSet<int>();
            foreach (TKey member in circle.Members)
            {
                if (_used.TryGetNode(member, out int node) && _contacts.AsSpan().BinarySearch(node) is >= 0 and int person)
                {
                    people.Add(person);
                }
            }

            if (people.Count > 0)
            {
                circles.Add([.. people]);
            }
        }

        return CircleAgreement.Of(Contacts, _members, circles);
    }

    /// <summary>The numbers of the circles as text, as segments take groupings; a contact in several circles comes several times.</summary>
    /// <returns>Contacts with their circles' numbers, circle after circle.</returns>
    public IEnumerable<KeyValuePair<TKey, string>> AsGrouping() =>
        Circles.SelectMany(circle => circle.Members.Select(member => KeyValuePair.Create(member, Invariant($"{circle.Number}"))));

    /// <summary>How many circles, and each of the surest.</summary>
    /// <returns>A few lines, invariant culture.</returns>
    public override string ToString() => string.Join(
        Environment.NewLine,
        [Invariant($"{Circles.Count} circles among the {Contacts} contacts of {Owner}, {InNoCircle.Count} of them in none"), .. Circles.Take(10).Select(circle => circle.ToString())]);
}
