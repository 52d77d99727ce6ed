using System.Globalization;
using InfluenceGraph;
using Quickstart.Output;

namespace Quickstart.Florence;

/// <summary>What a community manager asks: who holds a community together, which circles weaken, who belongs together without a tie? Each with a number, its parts and its evidence.</summary>
internal sealed class FlorenceCircles
{
    /// <summary>Palla Strozzi was banished in November 1434. That his family's ties ended with it is a supposition, for the sake of the question.</summary>
    private static readonly DateTimeOffset _exile = Moment(1434, 11);
    private static readonly DateTimeOffset _before = Moment(1434, 1);
    private static readonly DateTimeOffset _after = Moment(1435, 1);

    private readonly CustomerGraphView<string> _view;
    private readonly CustomerGraphView<string> _later;
    private readonly CommunityResult<string> _communities;
    private readonly RolesResult<string> _roles;
    private readonly CircleStrengthResult<string> _circles;
    private readonly BrokerageResult<string> _brokerage;
    private readonly TextWriter _output;
    private readonly CancellationToken _stop;

    private FlorenceCircles(CustomerGraph<string> graph, TextWriter output, CancellationToken stop)
    {
        _output = output;
        _stop = stop;
        _view = graph.At(_before);
        _later = graph.At(_after);
        _communities = _view.Communities(cancellationToken: stop);
        _roles = _view.Roles(_communities, cancellationToken: stop);
        _circles = _view.CircleStrength(cancellationToken: stop);
        _brokerage = _view.Brokerage(cancellationToken: stop);
    }

    /// <summary>Answers the questions of a community manager.</summary>
    internal static void Tell(TextWriter output, CancellationToken stop)
    {
        var circles = new FlorenceCircles(FlorenceData.GraphWithExile(FlorenceStory.Strozzi, _exile), output, stop);
        circles.HeldTogether();
        circles.Strength();
        circles.Weakening();
        circles.NeverMet();
        circles.Card();
    }

    private void HeldTogether()
    {
        Title("Who holds Florence together?");
        var table = new TextTable("community", "families ", "held together by", "z", "bridge ", "effective size", "of");
        foreach (CommunityRoles<string> community in _roles.Communities)
        {
            CustomerRole<string>? centre = community.HeldTogetherBy.Count > 0 ? community.HeldTogetherBy[0] : null;
            BrokeragePlace<string>? bridge = community.ConnectedBy.Count > 0 ? community.ConnectedBy.Select(role => _brokerage[role.Customer]).MaxBy(place => place.EffectiveSize) : null;
            table.Add(
                Text(community.Community),
                Text(community.MemberCount),
                centre?.Customer ?? "nobody",
                centre?.ZScoreByTies is double z ? Hundredths(z) : "",
                bridge?.Customer ?? "nobody",
                bridge?.EffectiveSize is double size ? Tenths(size) : "",
                bridge is null ? "" : Text(bridge.Value.Contacts));
        }

        table.WriteTo(_output);
        foreach (Community<string> community in _communities.Communities.Where(community => community.Size > 1))
        {
            Say($"{Text(community.Id)}: {string.Join(", ", community.Members)}", indent: 2, hanging: 3);
        }

        Say($"Communities by Leiden, modularity {Text(_communities.Modularity ?? 0)}. z: by how many standard deviations a family has more ties within than its community's mean. Effective size: contacts who are not redundant, because they do not know each other.");
        _output.WriteLine();
    }

    private void Strength()
    {
        Title("How strong are the circles, and of what?");
        var table = new TextTable("family ", "0-100", "from", "to", "members", "permission", "mutual", "closure", "density", "secluded");
        foreach (CircleStrength<string> circle in _circles.Where(circle => circle.Owner is FlorenceStory.Medici or FlorenceStory.Strozzi).Concat(_circles.Top(3)))
        {
            CircleParts parts = circle.Parts!.Value;
            table.Add(circle.Owner, Tenths(circle.Score!.Value), Tenths(circle.Low!.Value), Tenths(circle.High!.Value), Text(circle.Members), Hundredths(parts.Permission), Hundredths(parts.Reciprocity), Hundredths(parts.Closure), Hundredths(parts.Density), Hundredths(parts.Seclusion));
        }

        table.WriteTo(_output);
        StrengtheningTie<string> tie = _circles.WhatWouldStrengthen(FlorenceStory.Medici, 1)[0];
        Say($"The {FlorenceStory.Medici} and the {FlorenceStory.Strozzi}, then the three strongest of {Text(_circles.ScoredCount)} with enough evidence (three contacts or more), each with its 95 % interval, which is wide where few people make a circle. The {FlorenceStory.Medici} bridge families who do not know each other: little closure here, and the reason why they are worth so much. A tie between {tie.From} and {tie.To} would raise their circle most, by {Tenths(tie.Gain)}.");
        _output.WriteLine();
    }

    private void Weakening()
    {
        Title("Which circles weaken?");
        CircleStrengthResult<string> later = _later.CircleStrength(cancellationToken: _stop);
        var table = new TextTable("family ", "January 1434", "January 1435", "change", "p", "members", "closure", "density", "secluded");
        foreach (CircleChange<string> change in later.WeakeningSince(_circles).Take(4))
        {
            (CircleParts before, CircleParts now) = (change.PartsBefore, change.PartsNow);
            table.Add(
                change.Owner,
                Tenths(change.Before),
                Tenths(change.Now),
                Tenths(change.Change),
                Hundredths(change.Significance),
                $"{Text(change.MembersBefore)} to {Text(change.MembersNow)}",
                Hundredths(now.Closure - before.Closure),
                Hundredths(now.Density - before.Density),
                Hundredths(now.Seclusion - before.Seclusion));
        }

        table.WriteTo(_output);
        Say($"In November 1434 Palla Strozzi was banished; suppose that his family's ties ended with that. The last columns say by how much the parts moved. p: the chance of such a change if nothing but chance lay behind it. With a handful of members none is significant. No circle left to measure, with fewer than three contacts: {string.Join(", ", later.LostSince(_circles).Select(lost => $"{lost.Owner} ({Tenths(lost.Score!.Value)} before)"))}.");
        CommunityChanges<string> changes = _later.Communities(o => o with { Start = _communities }, cancellationToken: _stop).ChangesSince(_communities);
        Say($"Communities since then: {string.Join("; ", changes.Events.Where(item => item.Kind != CommunityEventKind.Continued))}. {Text(changes.Moved.Count)} of {Text(changes.CommonCustomers)} families moved.");
        _output.WriteLine();
    }

    /// <summary>A family is about those it is allied with: who has the same allies is alike in structure (Lorrain and White 1971).</summary>
    private void NeverMet()
    {
        Title("Who belongs together, though without a tie?");
        (string One, SimilarCustomer<string> Other)[] pairs =
        [
            .. _view.Customers
                .SelectMany(family => _view.SimilarByTags(family, 3, cancellationToken: _stop).Nearest.Select(other => (family, other)))
                .Where(pair => !pair.other.AreTied && string.CompareOrdinal(pair.family, pair.other.Customer) < 0)
                .OrderByDescending(pair => pair.other.Similarity)
                .Take(4),
        ];
        var table = new TextTable("families ", "alike", "because of ties with ");
        foreach ((string one, SimilarCustomer<string> other) in pairs)
        {
            table.Add($"{one}, {other.Customer}", Hundredths(other.Similarity), string.Join(", ", other.SharedTags));
        }

        table.WriteTo(_output);
        Say("Alike: the cosine of whom they are allied with, 0 to 1, allies whom few have counting more.");
        _output.WriteLine();
    }

    private void Card()
    {
        Title($"The {FlorenceStory.Medici} on a card");
        SocialValueResult<string> value = _view.SocialValue(o => o with { Damping = FlorenceStory.MainShare }, cancellationToken: _stop);
        CustomerCard<string> card = _view.Card(FlorenceStory.Medici, o => o with
        {
            SocialValue = value,
            Spend = value.AgainstSpend(),
            CircleStrength = _circles,
            Brokerage = _brokerage,
            Communities = _communities,
            Roles = new Dictionary<string, RolesResult<string>>(StringComparer.Ordinal) { ["found"] = _roles },
            NamedPeople = 3,
        });
        foreach (string line in card.ToString().Split(Environment.NewLine))
        {
            Paragraph.Write(_output, line, hanging: 16);
        }
    }

    private void Title(string title)
    {
        _output.WriteLine(title);
        _output.WriteLine(new string('-', title.Length));
    }

    private void Say(string text, int indent = 0, int hanging = 0) => Paragraph.Write(_output, text, indent, hanging);

    private static DateTimeOffset Moment(int year, int month) => new(year, month, 1, 0, 0, 0, TimeSpan.Zero);

    private static string Tenths(double value) => value.ToString("0.0", CultureInfo.InvariantCulture);

    private static string Hundredths(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);

    private static string Text(double value) => value.ToString("#,0.##", CultureInfo.InvariantCulture);
}
