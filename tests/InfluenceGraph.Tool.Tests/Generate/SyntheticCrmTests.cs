using System.Security.Cryptography;
using InfluenceGraph.Tool.Generate;
using Xunit;

namespace InfluenceGraph.Tool.Tests.Generate;

/// <summary>The generated CRM is the same for the same seed, whole, and has the distributions that the reference claims.</summary>
public sealed class SyntheticCrmTests
{
    private static SyntheticCrm Crm { get; } = new(new() { Customers = 20_000, Seed = 5 });

    private static Customer<string>[] Customers { get; } = [.. Crm.Customers()];

    private static Tie<string>[] Ties { get; } = [.. Crm.Ties()];

    [Fact]
    public void The_same_seed_gives_the_same_bytes_and_another_seed_others()
    {
        using var folder = new TemporaryFolder();
        string[] hashes = [.. new[] { ("a", "1"), ("b", "1"), ("c", "2") }.Select(crm =>
        {
            Assert.Equal(0, ToolRunner.Run("generate", folder.Of(crm.Item1), "--customers", "300", "--seed", crm.Item2).Code);
            return HashOf(folder.Of(crm.Item1));
        })];
        Assert.Equal(hashes[0], hashes[1]);
        Assert.NotEqual(hashes[0], hashes[2]);
    }

    /// <summary>Written down, so that a change of what a seed means is seen.</summary>
    [Fact]
    [Trait("Category", "Bits")]
    public void Seed_1_is_what_it_was()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal("b0d79b85311ba09c937cb825c304b4a4edeeb866848a7f24b1d9c06094565893", HashOf(folder.WithCrm("--customers", "200")));
    }

    [Fact]
    public void Every_row_is_about_a_customer_and_no_pair_is_told_twice()
    {
        HashSet<string> keys = [.. Customers.Select(customer => customer.Key)];
        Assert.Equal(20_000, keys.Count);
        Assert.All(Ties, tie => Assert.True(keys.Contains(tie.From) && keys.Contains(tie.To) && tie.From != tie.To));
        Assert.Equal(Ties.Length, Ties.Select(tie => (tie.From, tie.To)).Distinct().Count());
        Assert.All(Crm.Consents(), consent => Assert.Contains(consent.Customer, keys));
        Assert.All(Crm.Interactions(), action => Assert.Contains(action.Customer, keys));
        Assert.All(Crm.Complaints(), complaint => Assert.Contains(complaint.Customer, keys));
        Assert.All(Crm.Referrals(), referral => Assert.True(keys.Contains(referral.Referrer) && keys.Contains(referral.Referred)));
    }

    [Fact]
    public void Nothing_but_the_end_of_a_permission_is_later_than_the_export()
    {
        DateTimeOffset asOf = Crm.Plan.AsOf;
        Assert.All(Ties, tie => Assert.True(tie.Since <= asOf && tie.LastContact <= asOf && tie.LastContact >= tie.Since && !(tie.Until <= tie.Since)));
        Assert.All(Crm.Consents(), consent => Assert.True(consent.From <= asOf));
        Assert.All(Crm.Transactions(), purchase => Assert.True(purchase.At < asOf));
        Assert.All(Crm.Interactions(), action => Assert.True(action.At <= asOf));
    }

    [Fact]
    public void Own_value_is_what_was_spent_in_the_last_year()
    {
        DateTimeOffset lastYear = Crm.Plan.AsOf.AddDays(-365);
        var spent = Crm.Transactions().Where(purchase => purchase.At >= lastYear).GroupBy(purchase => purchase.Customer, StringComparer.Ordinal).ToDictionary(purchases => purchases.Key, purchases => (double)purchases.Sum(purchase => purchase.Amount), StringComparer.Ordinal);
        Assert.All(Customers, customer => Assert.Equal(spent.GetValueOrDefault(customer.Key), customer.OwnValue));
    }

    [Fact]
    public void Spend_is_concentrated_as_in_real_customer_bases()
    {
        // The top fifth brings some 60 to 90 % of revenue in most customer bases that were studied (the 80/20 rule and its critics).
        double? share = Concentration.Of(Customers.Select(customer => customer.OwnValue)).ShareOfTop(0.2);
        Assert.InRange(share!.Value, 0.6, 0.9);
        Assert.InRange(Customers.Count(customer => customer.OwnValue > 0) / 20_000.0, 0.5, 0.9);
    }

    [Fact]
    public void There_are_about_as_many_ties_as_were_asked_for_and_their_numbers_have_a_long_tail()
    {
        Assert.InRange(Ties.Length / 20_000.0, 6, 9);
        int[] reachedBy = [.. Ties.GroupBy(tie => tie.To, StringComparer.Ordinal).Select(ties => ties.Count()).OrderDescending()];

        // The exponent of the tail by Hill's estimate on the top 2 %: between 2 and 3.5 as in social networks; a Poisson
        // graph of this mean has no customer with five times the mean.
        double[] tail = [.. reachedBy.Take(400).Select(count => Math.Log(count))];
        double exponent = 1 + (1 / (tail.Average() - tail[^1]));
        Assert.InRange(exponent, 2, 3.7);
        Assert.True(reachedBy[0] > 5 * reachedBy.Average());
        Assert.InRange(Ties.Count(tie => tie.Permission == 0) / (double)Ties.Length, 0.04, 0.08);
    }

    [Fact]
    public void Pairs_permit_each_other_as_often_as_planted()
    {
        HashSet<(string, string)> all = [.. Ties.Select(tie => (tie.From, tie.To))];

        // Seven of ten pairs are mutual, so 2 * 0.7 of 1.7 ties have their way back.
        Assert.Equal(1.4 / 1.7, Ties.Count(tie => all.Contains((tie.To, tie.From))) / (double)Ties.Length, 0.02);
    }

    [Fact]
    public void Planted_communities_are_found_again()
    {
        var graph = CustomerGraph.FromTies(Ties, Customers, o => o with { AsOf = Crm.Plan.AsOf });
        CommunityResult<string> found = graph.Communities();
        CommunityResult<string> planted = graph.CommunitiesFrom(Crm.PlantedCommunities());

        // LFR graphs with this mixing are found well above 0.8 by Leiden; hubs and small communities cost some.
        Assert.True(found.AgreementWith(planted).Nmi > 0.75, found.AgreementWith(planted).ToString());
    }

    [Fact]
    public void People_who_are_tied_are_alike()
    {
        var city = Customers.ToDictionary(customer => customer.Key, customer => customer.Attributes["city"], StringComparer.Ordinal);
        double tied = Ties.Count(tie => city[tie.From] == city[tie.To]) / (double)Ties.Length;
        double anyTwo = city.Values.CountBy(name => name, StringComparer.Ordinal).Sum(count => Math.Pow(count.Value / 20_000.0, 2));
        Assert.True(tied > 3 * anyTwo, $"{tied} of ties within a city, {anyTwo} by chance");
    }

    [Fact]
    public void Actions_travel_along_permitted_ties()
    {
        var permission = Ties.ToDictionary(tie => (tie.From, tie.To), tie => tie.Permission);
        int followed = 0;
        int actions = 0;
        foreach (IGrouping<string, CustomerAction<string>> campaign in Crm.Interactions().GroupBy(action => action.Action, StringComparer.Ordinal))
        {
            var before = new List<string>();
            foreach (CustomerAction<string> action in campaign)
            {
                actions++;
                followed += before.Any(earlier => permission.GetValueOrDefault((earlier, action.Customer)) > 0) ? 1 : 0;
                before.Add(action.Customer);
            }
        }

        // All but the one to three who start a campaign, and who joined within the same second as the one they follow.
        Assert.InRange(followed / (double)actions, 0.5, 1);
    }

    [Fact]
    public void Keys_are_a_permutation_for_any_size()
    {
        for (int customers = 1; customers < 300; customers += 7)
        {
            var keys = new KeyShuffle(new() { Customers = customers });
            Assert.Equal(Enumerable.Range(0, customers), Enumerable.Range(0, customers).Select(keys.PlaceOf).Order());
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(9)]
    public void A_very_small_crm_is_one_too(int customers)
    {
        var crm = new SyntheticCrm(new() { Customers = customers });
        Assert.Equal(customers, crm.Customers().Count());
        Assert.All(crm.Ties(), tie => Assert.NotEqual(tie.From, tie.To));
    }

    private static string HashOf(string folder)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (string file in Directory.GetFiles(folder).Order(StringComparer.Ordinal))
        {
            hash.AppendData(File.ReadAllBytes(file));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
