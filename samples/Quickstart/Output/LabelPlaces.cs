namespace Quickstart.Output;

/// <summary>Moves labels apart that would overlap, each as little as it can.</summary>
internal static class LabelPlaces
{
    /// <summary>Places for labels that want to stand at <paramref name="wanted"/>, at least <paramref name="gap"/> apart, in the same order.</summary>
    /// <remarks>Labels that touch form a block; a block stands where its labels want to stand on average.</remarks>
    internal static double[] Apart(IReadOnlyList<double> wanted, double gap)
    {
        int[] order = [.. Enumerable.Range(0, wanted.Count).OrderBy(i => wanted[i])];
        var blocks = new Stack<(double First, int Count)>();
        foreach (int i in order)
        {
            (double first, int count) = (wanted[i], 1);
            while (blocks.TryPeek(out (double First, int Count) above) && above.First + (above.Count * gap) > first)
            {
                blocks.Pop();
                first = ((above.First * above.Count) + ((first - (above.Count * gap)) * count)) / (above.Count + count);
                count += above.Count;
            }

            blocks.Push((first, count));
        }

        double[] places = new double[wanted.Count];
        int next = 0;
        foreach ((double first, int count) in blocks.Reverse())
        {
            for (int k = 0; k < count; k++)
            {
                places[order[next++]] = first + (k * gap);
            }
        }

        return places;
    }
}
