using System.Globalization;
using InfluenceGraph.Kernels;

namespace InfluenceGraph;

/// <summary>A key as text that is the same on every machine, for hashes.</summary>
internal static class KeyText
{
    /// <summary>Round-trip and invariant; keys that print the same text are the same key to a hash.</summary>
    internal static string Of<TKey>(TKey key) => key switch
    {
        DateTime or DateTimeOffset or DateOnly or TimeOnly => ((IFormattable)key).ToString("O", CultureInfo.InvariantCulture),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => $"{key}",
    };

    /// <summary>64 bits of a key's text and a seed.</summary>
    internal static ulong HashOf<TKey>(TKey key, ulong seed)
    {
        ulong hash = seed;
        foreach (char letter in Of(key))
        {
            hash = CounterRandom.Hash(hash, letter);
        }

        return hash;
    }
}
