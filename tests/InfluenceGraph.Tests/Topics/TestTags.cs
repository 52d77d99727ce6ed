namespace InfluenceGraph.Tests.Topics;

/// <summary>Seeded tags for the customers 0, 1, 2, ... of a test graph: skewed, weighted, some inferred, some customers without any.</summary>
internal static class TestTags
{
    internal static string Name(int tag) => $"tag{tag:00}";

    internal static Customer<int>[] Customers(IReadOnlyList<double> ownValues, int tags, int seed, int mostPerCustomer = 4)
    {
        var random = new Random(seed);
        return [.. ownValues.Select((value, key) => new Customer<int>(key, value)
        {
            Tags = [.. Enumerable.Range(0, random.Next(mostPerCustomer + 1)).Select(_ => new CustomerTag(
                Name((int)(tags * Math.Pow(random.NextDouble(), 2))),
                random.Next(1, 9) / 2.0,
                random.Next(4) == 0))],
        })];
    }

    /// <summary>The share of a customer's tag weight that some tags have: written from the definition.</summary>
    internal static double ShareOf(Customer<int> customer, IEnumerable<string> tags, bool useInferred = true)
    {
        // Rows of one tag add up, and are declared when one of them is.
        var rows = customer.Tags.GroupBy(tag => tag.Name, StringComparer.Ordinal)
            .Select(group => (Name: group.Key, Weight: group.Sum(tag => tag.Weight), IsInferred: group.All(tag => tag.IsInferred)))
            .Where(row => useInferred || !row.IsInferred)
            .ToArray();
        double all = rows.Sum(row => row.Weight);
        return all > 0 ? rows.Where(row => tags.Contains(row.Name, StringComparer.Ordinal)).Sum(row => row.Weight) / all : 0;
    }
}
