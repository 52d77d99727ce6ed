using System.Globalization;
using System.Text;
using InfluenceGraph.FoundCircles;

namespace InfluenceGraph.Tests.FoundCircles;

/// <summary>Graphs around an owner, and answers as text of which every bit counts.</summary>
internal static class EgoGraph
{
    internal const int Owner = -1;

    /// <summary>An owner with a tie to everybody, people 0, 1, 2, ..., and ties among them where a pair is in a circle, with chance <paramref name="inside"/>, else <paramref name="outside"/>.</summary>
    internal static CustomerGraph<int> Planted(int people, IReadOnlyList<int[]> circles, double inside, double outside, int seed, Func<int, IEnumerable<CustomerTag>>? tags = null)
    {
        var random = new Random(seed);
        var ties = new List<Tie<int>>();
        for (int a = 0; a < people; a++)
        {
            ties.Add(new(Owner, a, 1));
            for (int b = a + 1; b < people; b++)
            {
                double chance = circles.Any(circle => circle.Contains(a) && circle.Contains(b)) ? inside : outside;
                if (random.NextDouble() < chance)
                {
                    ties.Add(new(a, b, 1));
                }
            }
        }

        return CustomerGraph.FromTies(ties, Enumerable.Range(-1, people + 1).Select(key => new Customer<int>(key, 1) { Tags = key < 0 || tags is null ? [] : [.. tags(key)] }));
    }

    /// <summary>Ties among people 0, 1, 2, ... and an owner tied to all, all of weight 1.</summary>
    internal static CustomerGraph<int> Of(int people, IEnumerable<(int A, int B)> ties) => CustomerGraph.FromTies(
        ties.Select(tie => new Tie<int>(tie.A, tie.B, 1)).Concat(Enumerable.Range(0, people).Select(person => new Tie<int>(Owner, person, 1))));

    internal static IEnumerable<(int A, int B)> Clique(params int[] people) =>
        from a in people
        from b in people
        where a < b
        select (a, b);

    internal static EgoNetwork Network(CustomerGraphView<int> view, int owner)
    {
        int[] placeOf = new int[view.Used.Count];
        Array.Fill(placeOf, -1);
        return EgoNetwork.Of(view.Used.Mutual.Both, view.Used.NodeOf(owner), placeOf);
    }

    /// <summary>Everything that an answer says but for its receipt.</summary>
    internal static string Text<TKey>(FoundCircleResult<TKey> found, Func<TKey, string>? nameOf = null)
        where TKey : notnull
    {
        nameOf ??= key => string.Create(CultureInfo.InvariantCulture, $"{key}");
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{nameOf(found.Owner)} {found.Contacts} {found.Ties} {Hex(found.Density)} {found.NotTold} none: {string.Join(' ', found.InNoCircle.Select(nameOf))}\n");
        foreach (FoundCircle<TKey> circle in found.Circles)
        {
            text.Append(CultureInfo.InvariantCulture, $"{circle.Number}: {string.Join(' ', circle.Members.Select(nameOf))} / {string.Join(' ', circle.Closest.Select(member => $"{nameOf(member.Customer)}={member.Ties}"))} {Hex(circle.Density)} {Hex(circle.TimesDenser)} {Hex(circle.OutsideShare)} {Hex(circle.Evidence)} {string.Join(';', circle.Tags)}\n");
        }

        return text.ToString();
    }

    private static string Hex(double? value) => value is double known ? $"{BitConverter.DoubleToInt64Bits(known):x16}" : "-";
}
