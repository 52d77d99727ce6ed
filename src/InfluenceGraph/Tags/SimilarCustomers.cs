using static System.FormattableString;

namespace InfluenceGraph;

/// <summary>Which customers count as alike by their tags.</summary>
public sealed record TagSimilarityOptions
{
    /// <summary>The least similarity.</summary>
    /// <value>0 by default; 0 to 1. Customers without a tag in common are never alike.</value>
    public double MinSimilarity { get; init; }

    /// <summary>Whether tags that the enterprise concluded count like those that customers declared.</summary>
    /// <value><see langword="true"/> by default.</value>
    public bool UseInferredTags { get; init; } = true;

    internal void Validate()
    {
        var errors = new OptionErrors(nameof(TagSimilarityOptions));
        errors.Require(MinSimilarity is >= 0 and <= 1, Invariant($"{nameof(MinSimilarity)} is {MinSimilarity}; expected 0 to 1"));
        errors.ThrowIfAny();
    }
}

/// <summary>A customer who is about the same as another one.</summary>
/// <typeparam name="TKey">The caller's customer key.</typeparam>
/// <param name="Rank">The place, from 1.</param>
/// <param name="Customer">The key.</param>
/// <param name="Similarity">The cosine of the two's tags, rare tags counting more: above 0, 1 for the same tags in the same proportion.</param>
/// <param name="SharedTags">The tags that make them alike, at most three, most first.</param>
/// <param name="AreTied">Whether one of the two can reach the other already.</param>
public sealed record SimilarCustomer<TKey>(int Rank, TKey Customer, double Similarity, IReadOnlyList<string> SharedTags, bool AreTied)
    where TKey : notnull
{
    /// <summary>Place, customer, similarity and shared tags.</summary>
    /// <returns>One line, invariant culture.</returns>
    public override string ToString() => Invariant($"{Rank}. {Customer} {Similarity:0.00}: {string.Join(", ", SharedTags)}{(AreTied ? ", tied" : "")}");
}

/// <summary>Who is about the same as a customer.</summary>
/// <remarks>Immutable and safe to share between threads.</remarks>
/// <typeparam name="TKey">The caller's customer key.</typeparam>
public sealed class SimilarCustomers<TKey>
    where TKey : notnull
{
    private readonly CustomerGraphView<TKey> _view;

    internal SimilarCustomers(CustomerGraphView<TKey> view, TKey customer, bool hasTags, SimilarCustomer<TKey>[] nearest, Receipt receipt)
    {
        _view = view;
        Customer = customer;
        HasTags = hasTags;
        Nearest = Array.AsReadOnly(nearest);
        Receipt = receipt;
    }

    /// <summary>The customer who was asked for.</summary>
    public TKey Customer { get; }

    /// <summary>Whether anything is known of what the customer is about; if not, nobody is found and that says nothing.</summary>
    public bool HasTags { get; }

    /// <summary>The customers who are most alike, most first; equal ones in the order of their keys.</summary>
    public IReadOnlyList<SimilarCustomer<TKey>> Nearest { get; }

    /// <summary>What the answer was computed from.</summary>
    public Receipt Receipt { get; }

    /// <summary>Whether a consent recorded since may change the answer. Ask again from a new view.</summary>
    public bool IsStale => _view.IsStale;

    /// <summary>Whether the answer may have changed by a moment: by a consent recorded since, or because something dated begins or ends before it.</summary>
    /// <param name="moment">The moment, usually now.</param>
    /// <returns><see langword="true"/> when it should be asked again.</returns>
    public bool IsStaleAt(DateTimeOffset moment) => IsStale || Receipt.ValidUntil <= moment;

    /// <summary>The customer and who is alike.</summary>
    /// <returns>A few lines, invariant culture.</returns>
    public override string ToString() => $"Like '{Customer}' by tags:{(HasTags ? "" : " no tags known")}{string.Concat(Nearest.Select(other => $"{Environment.NewLine}{other}"))}";
}
