using Xunit;

namespace InfluenceGraph.Tests.Communities;

/// <summary>Communities from first to last: found, followed, compared, shared.</summary>
public sealed class CommunityExampleTests
{
    [Fact]
    public void One_group_of_friends_is_asked_in_every_way()
    {
        CustomerGraphView<string> view = CommunityResultTests.Friends().AsView();
        CustomerGraphView<string> laterView = view.WithoutTie("dan", "eve");
        KeyValuePair<string, string>[] memberships = [new("ann", "chess"), new("bob", "chess")];

        CommunityResult<string> found = view.Communities();
        int ofAnn = found["ann"];
        CommunityResult<string> later = laterView.Communities(o => o with { Start = found });
        CommunityChanges<string> changes = later.ChangesSince(found);
        CommunityResult<string> alike = view.Communities(o => o with { TagShare = 0.3 });
        CommunityResult<string> joined = view.CommunitiesFrom(memberships, o => o with { Ungrouped = UngroupedCustomers.EachAlone });
        GroupingAgreement agreement = found.AgreementWith(joined);
        OverlappingCommunityResult<string> shared = view.OverlappingCommunities();

        Assert.Equal(0, ofAnn);
        Assert.Equal(0, changes.Churn);
        Assert.Equal(found, alike);
        Assert.InRange(agreement.Nmi!.Value, 0.3, 0.9);
        Assert.Equal(agreement, joined.AgreementWith(found));
        Assert.Equal(new(1, 1, 1), found.AgreementWith(later));
        Assert.Equal(2, shared.CommunityCount);
    }
}
