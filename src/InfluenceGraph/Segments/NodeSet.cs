using System.Numerics;
using System.Numerics.Tensors;

namespace InfluenceGraph.Segments;

/// <summary>A set of nodes as one bit each, 64 to a word: 125 kB for a million customers.</summary>
internal sealed class NodeSet
{
    private const int WordBits = 64;
    private readonly ulong[] _words;

    private NodeSet(int nodeCount, ulong[] words)
    {
        NodeCount = nodeCount;
        _words = words;
    }

    /// <summary>The number of nodes that could be in the set.</summary>
    internal int NodeCount { get; }

    /// <summary>The number of nodes that are.</summary>
    internal int Count
    {
        get
        {
            int count = 0;
            foreach (ulong word in _words)
            {
                count += BitOperations.PopCount(word);
            }

            return count;
        }
    }

    internal bool Contains(int node) => (_words[node / WordBits] >> (node % WordBits) & 1) != 0;

    /// <summary>The nodes, ascending.</summary>
    internal IEnumerable<int> Nodes()
    {
        for (int w = 0; w < _words.Length; w++)
        {
            for (ulong rest = _words[w]; rest != 0; rest &= rest - 1)
            {
                yield return (w * WordBits) + BitOperations.TrailingZeroCount(rest);
            }
        }
    }

    internal static NodeSet None(int nodeCount) => new(nodeCount, new ulong[WordsOf(nodeCount)]);

    internal static NodeSet All(int nodeCount) => None(nodeCount).Complement();

    internal static NodeSet Of(int nodeCount, IEnumerable<int> nodes)
    {
        NodeSet set = None(nodeCount);
        foreach (int node in nodes)
        {
            set._words[node / WordBits] |= 1UL << (node % WordBits);
        }

        return set;
    }

    internal static NodeSet Where(int nodeCount, Func<int, bool> isIn)
    {
        NodeSet set = None(nodeCount);
        for (int node = 0; node < nodeCount; node++)
        {
            set._words[node / WordBits] |= isIn(node) ? 1UL << (node % WordBits) : 0;
        }

        return set;
    }

    internal NodeSet And(NodeSet other)
    {
        ulong[] words = new ulong[_words.Length];
        TensorPrimitives.BitwiseAnd<ulong>(_words, other._words, words);
        return new(NodeCount, words);
    }

    internal NodeSet Or(NodeSet other)
    {
        ulong[] words = new ulong[_words.Length];
        TensorPrimitives.BitwiseOr<ulong>(_words, other._words, words);
        return new(NodeCount, words);
    }

    internal NodeSet Complement()
    {
        ulong[] words = new ulong[_words.Length];
        TensorPrimitives.OnesComplement<ulong>(_words, words);
        if (NodeCount % WordBits != 0)
        {
            words[^1] &= (1UL << (NodeCount % WordBits)) - 1;
        }

        return new(NodeCount, words);
    }

    private static int WordsOf(int nodeCount) => (nodeCount + WordBits - 1) / WordBits;
}
