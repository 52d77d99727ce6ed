namespace NotebookKit;

/// <summary>Random numbers that are the same on every machine and in every version of .NET (SplitMix64, Steele, Lea and Flood 2014).</summary>
public sealed class Dice(ulong seed)
{
    private ulong _state = seed * 0x9E3779B97F4A7C15;

    /// <summary>From 0 to below 1.</summary>
    public double Share() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A whole number from 0 to below the count.</summary>
    public int Below(int count) => (int)(Share() * count);

    /// <summary>Whether something of this probability happens.</summary>
    public bool Chance(double probability) => Share() < probability;

    /// <summary>The same things in a random order.</summary>
    public T[] Shuffled<T>(IEnumerable<T> things)
    {
        T[] order = [.. things];
        for (int i = order.Length - 1; i > 0; i--)
        {
            int other = Below(i + 1);
            (order[i], order[other]) = (order[other], order[i]);
        }

        return order;
    }

    private ulong Next()
    {
        ulong z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
