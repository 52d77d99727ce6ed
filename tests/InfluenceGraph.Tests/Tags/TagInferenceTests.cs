using InfluenceGraph.Tests.RealData;
using MathNet.Numerics.Distributions;
using Xunit;
using static InfluenceGraph.Tests.Moments;

namespace InfluenceGraph.Tests.Tags;

public sealed class TagInferenceTests
{
    [Fact]
    public void A_tag_is_as_likely_as_the_share_of_tie_weight_drawn_towards_its_frequency()
    {
        TagInferenceResult<string> inferred = Friends().InferTags(o => o with { MinProbability = 0.01 });
        IReadOnlyList<InferredTag<string>> tags = inferred["ann"]!;

        // bob and cat run (weights 2 and 1), dan plays chess (weight 1); 3 of the 5 who declare run. Kish: 16 / 6 friends.
        double effective = 16 / 6.0;
        double expected = ((2 * 0.6) + (effective * 0.75)) / (2 + effective);
        InferredTag<string> running = tags[0];
        Assert.Equal("running", running.Tag.Name);
        Assert.True(running.Tag.IsInferred);
        Assert.Equal(expected, running.Probability.Value, 1e-12);
        Assert.Equal(expected, running.Tag.Weight, 1e-12);
        var beta = new Beta(expected * (2 + effective), (1 - expected) * (2 + effective));
        Assert.Equal(beta.InverseCumulativeDistribution(0.05), running.Probability.Low, 1e-6);
        Assert.Equal(beta.InverseCumulativeDistribution(0.95), running.Probability.High, 1e-6);
        Assert.Equal((3, 2), (running.Evidence, running.Supporters));
        Assert.Equal(["running", "chess"], tags.Select(tag => tag.Tag.Name));
    }

    [Fact]
    public void Few_friends_are_not_enough_evidence_and_inferred_tags_are_none()
    {
        TagInferenceResult<string> inferred = Friends().InferTags();
        Assert.Null(inferred["fay"]);
        Assert.Null(inferred["alone"]);
        Assert.Empty(Friends().InferTags(o => o with { MinProbability = 1 })["ann"]!);
        Assert.DoesNotContain(Friends().InferTags(o => o with { MinEvidence = 1, MinProbability = 0.001 }).All(), tag => tag.Tag.Name == "opera");

        // What a customer declared is not suggested to them.
        Assert.DoesNotContain(Friends().InferTags(o => o with { MinEvidence = 1, MinProbability = 0.001 }).All(), tag => tag is { Customer: "bob", Tag.Name: "running" });
        Assert.Contains("enough evidence for 1 of 8 customers", inferred.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Who_is_left_out_is_no_evidence()
    {
        CustomerGraph<string> graph = Friends();
        foreach (string customer in (string[])["ann", "cat", "dan", "eve"])
        {
            graph.Consents.Grant(customer, Purpose.Score, Channel.Any, January, "form");
        }

        CustomerGraphView<string> view = graph.For(Purpose.Score, June);
        Assert.Null(view.InferTags()["ann"]);
        Assert.Equal(2, view.InferTags(o => o with { MinEvidence = 1, MinProbability = 0.001 })["ann"]![0].Evidence);
        Assert.Throws<KeyNotFoundException>(() => view.InferTags()["bob"]);
    }

    [Fact]
    public void Bad_options_are_refused_together()
    {
        string message = Assert.Throws<ArgumentException>(() => Friends().InferTags(o => o with { MinEvidence = 0, MinProbability = 0, PriorStrength = double.NaN, Top = 0, Confidence = 0 })).Message;
        foreach (string option in (string[])["MinEvidence", "MinProbability", "PriorStrength", "Top", "Confidence"])
        {
            Assert.Contains($"{option} is", message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Hidden_countries_are_found_far_more_often_than_by_the_most_frequent_one()
    {
        RealDataFiles.SkipWhereAbsent();
        Dictionary<string, string> countries = RealDataFiles.Rows("lastfm-asia/lastfm_asia_target.csv.gz", ',', header: true).ToDictionary(row => row[0], row => row[1].Trim());
        Tie<string>[] ties = [.. RealDataFiles.Rows("lastfm-asia/lastfm_asia_edges.csv.gz", ',', header: true).SelectMany(row => new[] { new Tie<string>(row[0], row[1].Trim(), 1), new Tie<string>(row[1].Trim(), row[0], 1) })];
        string[] users = [.. countries.Keys.Order(StringComparer.Ordinal)];

        // Every fifth is hidden.
        HashSet<string> hidden = [.. users.Where((_, i) => i % 5 == 0)];
        CustomerGraph<string> graph = CustomerGraph.FromTies(ties, users.Select(user => new Customer<string>(user, 1) { Tags = hidden.Contains(user) ? [] : [new(countries[user])] }));
        TagInferenceResult<string> inferred = graph.InferTags(o => o with { MinEvidence = 1, MinProbability = 1e-6, Top = 1 });
        int asked = 0;
        int right = 0;
        double claimed = 0;
        foreach (string user in hidden)
        {
            if (inferred[user] is [InferredTag<string> tag, ..])
            {
                asked++;
                right += tag.Tag.Name == countries[user] ? 1 : 0;
                claimed += tag.Probability.Value;
            }
        }

        string frequent = users.Where(user => !hidden.Contains(user)).GroupBy(user => countries[user]).MaxBy(group => group.Count())!.Key;
        double baseline = (double)hidden.Count(user => countries[user] == frequent) / hidden.Count;
        double accuracy = (double)right / asked;
        TestContext.Current.TestOutputHelper?.WriteLine($"accuracy {accuracy:0.000} on {asked} of {hidden.Count}, claimed {claimed / asked:0.000}, baseline {baseline:0.000}");
        Assert.True(asked > 0.9 * hidden.Count, $"{asked} of {hidden.Count} asked");
        Assert.True(accuracy > 0.75, $"accuracy {accuracy}");
        Assert.True(accuracy > 3 * baseline, $"accuracy {accuracy}, baseline {baseline}");
    }

    private static CustomerGraph<string> Friends() => CustomerGraph.FromTies(
        [new Tie<string>("ann", "bob", 1), new("bob", "ann", 1), new("ann", "cat", 1), new("dan", "ann", 1), new("ann", "gil", 1), new("fay", "eve", 1)],
        [
            new Customer<string>("ann", 1),
            new("bob", 1) { Tags = [new("running")] },
            new("cat", 1) { Tags = [new("running")] },
            new("dan", 1) { Tags = [new("chess")] },
            new("eve", 1) { Tags = [new("running"), new("chess")] },
            new("fay", 1) { Tags = [new("golf")] },
            new("gil", 1) { Tags = [new("opera", 1, IsInferred: true)] },
            new("alone", 1),
        ]);
}
