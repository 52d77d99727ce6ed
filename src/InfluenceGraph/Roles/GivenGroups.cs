using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace InfluenceGraph.Roles;

/// <summary>Each node in one group or in none, made from what the caller gave.</summary>
internal sealed class GivenGroups
{
    private GivenGroups(int[] ids, int[] groupOf, long notUsed)
    {
        Ids = ids;
        GroupOf = groupOf;
        NotUsed = notUsed;
        Ungrouped = groupOf.AsSpan().Count(-1);
    }

    /// <summary>The caller's numbers of the groups, ascending; a group's place here is its number inside.</summary>
    internal int[] Ids { get; }

    /// <summary>Node to group, -1 for none.</summary>
    internal int[] GroupOf { get; }

    /// <summary>How many of the pairs named somebody who is unknown or left out.</summary>
    internal long NotUsed { get; }

    /// <summary>The number of nodes without a group.</summary>
    internal int Ungrouped { get; }

    internal int Count => Ids.Length;

    /// <summary>The groups as given, in 64 bits, for a receipt.</summary>
    internal string Fingerprint() =>
        Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(Array.ConvertAll(GroupOf, group => group < 0 ? -1L : Ids[group]).AsSpan())))[..16];

    /// <summary>O(pairs + groups log groups).</summary>
    internal static GivenGroups Of<TKey>(UsedCustomers<TKey> used, IEnumerable<KeyValuePair<TKey, int>> groupOf, CancellationToken cancellationToken)
        where TKey : notnull
    {
        int[] labels = new int[used.Count];
        bool[] hasGroup = new bool[used.Count];
        long notUsed = 0;
        foreach ((TKey customer, int group) in groupOf)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (customer is null)
            {
                throw new ArgumentException($"A customer of the grouping is null, in group {group}; expected a key.", nameof(groupOf));
            }

            if (!used.TryGetNode(customer, out int node))
            {
                notUsed++;
            }
            else if (hasGroup[node] && labels[node] != group)
            {
                throw new ArgumentException(
                    $"Customer '{customer}' is in group {labels[node]} and in group {group}; expected one group per customer. Ask once for each grouping where communities overlap.",
                    nameof(groupOf));
            }
            else
            {
                (labels[node], hasGroup[node]) = (group, true);
            }
        }

        int[] ids = [.. labels.Where((_, node) => hasGroup[node]).Distinct().Order()];
        for (int node = 0; node < labels.Length; node++)
        {
            labels[node] = hasGroup[node] ? Array.BinarySearch(ids, labels[node]) : -1;
        }

        return new(ids, labels, notUsed);
    }
}
