namespace InfluenceGraph;

/// <summary>What was learned of one tie.</summary>
/// <typeparam name="TKey">The caller's customer key.</typeparam>
/// <param name="From">Who acts.</param>
/// <param name="To">Who may follow.</param>
/// <param name="Probability">The probability that <paramref name="To"/> follows because of <paramref name="From"/>, with its interval: the equal tails of its Beta distribution. Under <see cref="LearningMethod.Bernoulli"/> and <see cref="LearningMethod.Jaccard"/>, the probability of following for any reason.</param>
/// <param name="Trials">What the successes are out of: actions of <paramref name="From"/> that <paramref name="To"/> had not done. The methods of Goyal and others count all actions of <paramref name="From"/> (Jaccard: of either). 0 where the log says nothing, and the probability is the prior's.</param>
/// <param name="Credit">How many of them were followed, as far as they are put down to this tie.</param>
/// <param name="MeanDelay">The mean time after which <paramref name="To"/> followed, whoever was the cause; <see langword="null"/> where it never happened.</param>
public sealed record LearnedTie<TKey>(TKey From, TKey To, Estimate Probability, double Trials, double Credit, TimeSpan? MeanDelay)
    where TKey : notnull;
