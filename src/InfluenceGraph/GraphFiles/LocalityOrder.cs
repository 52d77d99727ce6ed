namespace InfluenceGraph.GraphFiles;

/// <summary>The numbers of customers in a file: by falling number of edges, equal ones in the order of their keys, so that those who are asked for most lie together.</summary>
internal static class LocalityOrder
{
    /// <summary>Degrees from here on are so few that they are sorted.</summary>
    private const int Cap = 1 << 20;

    /// <summary>Number to place (the rank of the key). A counting sort: O(nodes).</summary>
    internal static int[] PlacesOf(ReadOnlySpan<int> degreeOfPlace)
    {
        int[] next = new int[Cap + 2];
        foreach (int degree in degreeOfPlace)
        {
            next[Bucket(degree) + 1]++;
        }

        for (int i = 1; i < next.Length; i++)
        {
            next[i] += next[i - 1];
        }

        int hubs = next[1];
        int[] places = new int[degreeOfPlace.Length];
        for (int place = 0; place < places.Length; place++)
        {
            places[next[Bucket(degreeOfPlace[place])]++] = place;
        }

        int[] degrees = new int[hubs];
        for (int i = 0; i < hubs; i++)
        {
            degrees[i] = degreeOfPlace[places[i]];
        }

        // Stable, so equal ones stay in the order of their keys.
        int[] sorted = [.. places.Take(hubs).Zip(degrees).OrderByDescending(pair => pair.Second).Select(pair => pair.First)];
        sorted.CopyTo(places, 0);
        return places;
    }

    internal static int[] Inverse(ReadOnlySpan<int> order)
    {
        int[] inverse = new int[order.Length];
        for (int i = 0; i < inverse.Length; i++)
        {
            inverse[order[i]] = i;
        }

        return inverse;
    }

    /// <summary>The largest degrees come first; all of the cap and above share a bucket.</summary>
    private static int Bucket(int degree) => Cap - Math.Min(degree, Cap);
}
