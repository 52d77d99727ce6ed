using InfluenceGraph.Tests.SocialValues;

namespace InfluenceGraph.Tests.Updates;

/// <summary>Customers and ties in two dictionaries: what is there after changes, by the plainest means. The judge of the live graph.</summary>
internal sealed class PlainCustomers
{
    internal Dictionary<int, double> OwnValues { get; } = [];

    /// <summary>Every pair of which something is known: ties, explicit noes and rows without strength.</summary>
    internal Dictionary<(int From, int To), (double Permission, double Strength)> Rows { get; } = [];

    internal static PlainCustomers Of(TestGraph start)
    {
        var plain = new PlainCustomers();
        for (int key = 0; key < start.Count; key++)
        {
            plain.OwnValues.Add(key, start.OwnValues[key]);
        }

        foreach (KeyValuePair<(int From, int To), float> pair in start.Weights())
        {
            plain.Rows.Add(pair.Key, (1, pair.Value));
        }

        return plain;
    }

    internal void Apply(GraphChange<int> change)
    {
        switch (change)
        {
            case TieSet<int> set:
                Rows[(set.From, set.To)] = ((float)set.Permission, (float)set.Strength);
                break;
            case TieRemoved<int> removed:
                Rows.Remove((removed.From, removed.To));
                break;
            case CustomerAdded<int> added:
                OwnValues.Add(added.Customer, added.OwnValue);
                break;
            case OwnValueChanged<int> changed:
                OwnValues[changed.Customer] = changed.OwnValue;
                break;
            case CustomerRemoved<int> removed:
                OwnValues.Remove(removed.Customer);
                foreach ((int From, int To) pair in Rows.Keys.Where(pair => pair.From == removed.Customer || pair.To == removed.Customer).ToArray())
                {
                    Rows.Remove(pair);
                }

                break;
            default:
                throw new NotSupportedException(change.ToString());
        }
    }

    /// <summary>A graph built anew from what is there.</summary>
    internal CustomerGraph<int> Build() => CustomerGraph.FromTies(
        Rows.Select(row => new Tie<int>(row.Key.From, row.Key.To, row.Value.Permission, row.Value.Strength)),
        OwnValues.Select(pair => new Customer<int>(pair.Key, pair.Value)),
        options => options with { OnSelfTie = SelfTieRule.Keep });

    internal bool HasValue => OwnValues.Values.Any(value => value > 0);
}
