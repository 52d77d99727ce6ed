using InfluenceGraph.Tags;

namespace InfluenceGraph;

/// <content>Similarity by tags.</content>
public sealed partial class CustomerGraphView<TKey>
{
    private TagVectors? _tagVectors;

    /// <summary>Which customers are about the same as a customer: the most similar by their tags.</summary>
    /// <remarks>
    /// Cosine of the tag weights, rare tags counting more (ln(1 + customers / holders), Spaerck Jones 1972). Exact, from the
    /// lists of who has a tag, with upper bounds that skip most of them (Bayardo, Ma, Srikant 2007). The first call of a view
    /// makes the lists, O(tag entries).
    /// </remarks>
    /// <param name="customer">The key.</param>
    /// <param name="count">How many at most, at least 1.</param>
    /// <param name="configure">Changes the default options, as in <c>o => o with { MinSimilarity = 0.3 }</c>.</param>
    /// <param name="cancellationToken">Stops the computation; only the first call of a view takes long.</param>
    /// <returns>The most similar customers.</returns>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The count is below 1.</exception>
    /// <exception cref="KeyNotFoundException">The customer is unknown or left out.</exception>
    /// <exception cref="InvalidOperationException">Tags are dated, and the view has no moment.</exception>
    /// <exception cref="OperationCanceledException">The computation was cancelled.</exception>
    public SimilarCustomers<TKey> SimilarByTags(
        TKey customer,
        int count,
        Func<TagSimilarityOptions, TagSimilarityOptions>? configure = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        TagSimilarityOptions options = CustomerGraph.Configured(new TagSimilarityOptions(), configure);
        options.Validate();
        RequireNode(customer);
        int node = Used.NodeOf(customer);
        cancellationToken.ThrowIfCancellationRequested();
        TagVectors vectors = TagVectorsFor(options.UseInferredTags, cancellationToken);
        (double Score, int Node)[] nearest = new TagSearch(vectors).Nearest(node, Math.Min(count, Math.Max(1, Used.Count)), options.MinSimilarity);
        SimilarCustomer<TKey>[] similar = [.. nearest.Select((other, i) => new SimilarCustomer<TKey>(
            i + 1,
            Used.KeyOf(other.Node),
            other.Score,
            SharedTags(vectors, node, other.Node),
            Used.Mutual.Both.IndexOf(node, other.Node) >= 0))];
        Receipt receipt = Used.NewReceipt(
            FormattableString.Invariant($"the {count} customers most similar to '{customer}' by tags; MinSimilarity {options.MinSimilarity}{(options.UseInferredTags ? "" : ", declared tags only")}"),
            UsedFacts.Tags);
        return new(this, customer, vectors.TagsOf(node).Length > 0, similar, receipt);
    }

    /// <summary>The tag vectors of the customers that may be used; those with inferred tags are kept.</summary>
    internal TagVectors TagVectorsFor(bool useInferred, CancellationToken cancellationToken = default) => useInferred
        ? _tagVectors ??= TagVectors.Of(Tags, Used.Nodes, useInferred: true, tagOf: null, cancellationToken)
        : TagVectors.Of(Tags, Used.Nodes, useInferred: false, tagOf: null, cancellationToken);

    /// <summary>How many bytes the first call of <see cref="SimilarByTags"/> needs at most on top of the graph, told before it runs; later ones need much less. O(1).</summary>
    /// <returns>The number of bytes.</returns>
    public long EstimateSimilarByTagsMemory() => UsedBytes
        + TagMemory.Matrix(Data.Keys.Length, Data.Tags.RowCount)
        + TagMemory.Vectors(CustomerCount, Data.Tags.RowCount, Data.Tags.Names.Length)
        + TagMemory.Search(CustomerCount, Data.Tags.Names.Length);

    private string[] SharedTags(TagVectors vectors, int node, int other)
    {
        ReadOnlySpan<int> tags = vectors.TagsOf(node);
        var shared = new List<(double Part, int Tag)>();
        for (int t = 0; t < tags.Length; t++)
        {
            int found = vectors.TagsOf(other).BinarySearch(tags[t]);
            if (found >= 0)
            {
                shared.Add((vectors.ValuesOf(node)[t] * vectors.ValuesOf(other)[found], tags[t]));
            }
        }

        return [.. shared.OrderByDescending(item => item.Part).ThenBy(item => item.Tag).Take(3).Select(item => Tags.Names[item.Tag])];
    }
}
