using InfluenceGraph.Containment;

namespace InfluenceGraph;

public sealed partial class CustomerGraphView<TKey>
{
    /// <summary>Whom to answer first, and which advocates to ask for help, so that a complaint does least harm.</summary>
    /// <remarks>
    /// <para><em>Answers.</em> A customer who is answered neither believes the complaint nor passes it on. In each sampled world the
    /// loss that answering any one customer avoids is exact, for all customers at once, by the dominator tree of what the
    /// complaint reaches (J. Xie et al., ICDE 2023). <see cref="ContainmentPlan{TKey}.MostAvoidable"/> bounds what any answers can do.</para>
    /// <para><em>Advocates.</em> Their good word travels on the same live ties, over answered customers too, though not over
    /// complainers; whoever hears it no later than the complaint is saved (C. Budak, D. Agrawal, A. El Abbadi, WWW 2011).</para>
    /// <para><em>Both together.</em> The plan takes the best step of either kind, for its cost where there is a
    /// <see cref="ContainmentOptions{TKey}.Budget"/>, and again given those before. This is greedy and has no guarantee, since two steps
    /// may save what neither saves alone; no step ever does harm. Where only advocates are asked for, greedy avoids at least 1 - 1/e (with a
    /// budget, half of that) of what the best advocates would on the sampled worlds; beside answers,
    /// <see cref="ContainmentPlan{TKey}.AdvocateRatio"/> says how much of it at least.</para>
    /// <para>Every number of the plan comes from as many worlds again that had no part in the choice. Expected O(what the complaint
    /// reaches) per world and step; 12 bytes per customer and live tie reached in each kept world.</para>
    /// </remarks>
    /// <param name="complainers">With whom the complaint starts; a customer named twice counts once.</param>
    /// <param name="configure">Changes the default options, as in <c>o => o with { Count = 5, MayContact = graph.For(Purpose.Contact, Channel.Email, asOf) }</c>.</param>
    /// <param name="progress">Told of worlds and steps, on any of the working threads.</param>
    /// <param name="cancellationToken">Stops the computation; nothing is left half-done.</param>
    /// <returns>The plan.</returns>
    /// <exception cref="ArgumentException">An option is out of range, nobody complains, nobody may be answered or asked, or the model does not fit the graph.</exception>
    /// <exception cref="KeyNotFoundException">A customer named is unknown, or a complainer is left out of this view; the message says which.</exception>
    /// <exception cref="OperationCanceledException">The computation was cancelled.</exception>
    public ContainmentPlan<TKey> Containment(
        IEnumerable<TKey> complainers,
        Func<ContainmentOptions<TKey>, ContainmentOptions<TKey>>? configure = null,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ContainmentOptions<TKey> options = CustomerGraph.Configured(new ContainmentOptions<TKey>(), configure);
        options.Validate();
        Complaint<TKey> complaint = Complaint<TKey>.Of(this, complainers, options.Model, options.Measure, cancellationToken);
        var candidates = new PlanCandidates<TKey>(complaint, options);
        return new PlanMaking<TKey>(complaint, candidates, options, progress, cancellationToken).Make();
    }

    /// <summary>How many bytes <see cref="Containment"/> needs at most on top of the graph, told before anything is simulated: as if the complaint came to everybody who can hear of anything. O(customers + ties).</summary>
    /// <param name="configure">Changes the default options, as for the question itself.</param>
    /// <param name="cancellationToken">Stops reading the ties' probabilities.</param>
    /// <returns>The number of bytes; <see cref="ContainmentOptions{TKey}.MaxMemory"/> once for worlds and, with advocates, once more for sets, or less where all of them take less.</returns>
    /// <exception cref="ArgumentException">An option is out of range, or the model does not fit the graph.</exception>
    /// <exception cref="OperationCanceledException">The computation was cancelled.</exception>
    public long EstimateContainmentMemory(Func<ContainmentOptions<TKey>, ContainmentOptions<TKey>>? configure = null, CancellationToken cancellationToken = default)
    {
        ContainmentOptions<TKey> options = CustomerGraph.Configured(new ContainmentOptions<TKey>(), configure);
        options.Validate();
        return ContainmentMemory.OfContainment(
            GroundFor(options.Model, cancellationToken).Graph, options.Worlds, options.MaxMemory, options.AdvocateLimit > 0, options.Threads ?? DefaultThreads());
    }
}
