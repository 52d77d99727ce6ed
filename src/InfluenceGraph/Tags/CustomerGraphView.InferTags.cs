namespace InfluenceGraph;

/// <content>Inferred tags.</content>
public sealed partial class CustomerGraphView<TKey>
{
    /// <summary>What customers may be about by what the people whom they are tied to declared. Suggestions with their evidence; nothing is written.</summary>
    /// <remarks>
    /// For each tag the share of tie weight (both ways together) with people who declared it, among those who declared any tag, drawn
    /// towards the tag's frequency among all by a Beta prior (weighted-vote relational neighbour, Macskassy and Provost 2007).
    /// Inferred tags of others are no evidence, so that suggestions do not feed on themselves. People who are tied are alike
    /// for many reasons: that is a guess about the customer, and theirs to correct.
    /// </remarks>
    /// <param name="configure">Changes the default options, as in <c>o => o with { MinProbability = 0.5 }</c>.</param>
    /// <returns>The suggestions.</returns>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="InvalidOperationException">Tags are dated, and the view has no moment.</exception>
    public TagInferenceResult<TKey> InferTags(Func<TagInferenceOptions, TagInferenceOptions>? configure = null)
    {
        TagInferenceOptions options = CustomerGraph.Configured(new TagInferenceOptions(), configure);
        options.Validate();
        return new(Used, options, new(Tags, Used.Nodes, Used.Mutual.Both));
    }
}
