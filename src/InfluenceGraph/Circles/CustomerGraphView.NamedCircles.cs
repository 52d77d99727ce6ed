using InfluenceGraph.Circles;

namespace InfluenceGraph;

/// <content>Circles that customers named.</content>
public sealed partial class CustomerGraphView<TKey>
{
    /// <summary>The circles that a customer named, as far as their members may be used.</summary>
    /// <param name="owner">The key.</param>
    /// <returns>The circles in the order of their names, also those of whom nobody may be used; members in the order of their keys.</returns>
    /// <exception cref="KeyNotFoundException">The customer is unknown or left out.</exception>
    public IReadOnlyList<Circle<TKey>> CirclesOf(TKey owner)
    {
        CircleTable table = Data.Circles;
        (int first, int count) = table.CirclesOf(RequireNode(owner)).GetOffsetAndLength(table.Count);
        var circles = new List<Circle<TKey>>(count);
        for (int circle = first; circle < first + count; circle++)
        {
            var members = new List<TKey>();
            foreach (int member in table.MembersOf(circle))
            {
                if (Nodes.Includes(member))
                {
                    members.Add(Data.Keys[member]);
                }
            }

            circles.Add(new(owner, table.NameOf(circle), members.AsReadOnly()));
        }

        return circles;
    }
}
