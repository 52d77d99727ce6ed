namespace NotebookKit;

/// <summary>Random numbers that are the same on every machine and in every version of .NET (SplitMix64, Steele, Lea and Flood 2014).</summary>
internal sealed class Dice(ulong seed)
{
    private ulong _state = seed * 0x9E3779B97F4A7C15;

    internal ulong Next()
    {
        ulong z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>From 0 to below 1.</summary>
    internal double Share() => (Next() >> 11) * (1.0 / (1UL << 53));

    internal int Below(int count) => (int)(Share() * count);

    internal bool Chance(double probability) => Share() < probability;

    /// <summary>Nearly a standard normal number, by additions only, so that no machine's mathematics can differ.</summary>
    internal double Normal()
    {
        double sum = -6;
        for (int i = 0; i < 12; i++)
        {
            sum += Share();
        }

        return sum;
    }

    internal void Shuffle<T>(T[] items)
    {
        for (int i = items.Length - 1; i > 0; i--)
        {
            int other = Below(i + 1);
            (items[i], items[other]) = (items[other], items[i]);
        }
    }
}
