namespace InfluenceGraph.Kernels;

/// <summary>
/// All edges of a graph in one list by falling probability, cut into runs of similar probability, for a sampler that wants
/// every live edge of a world: the jumps of <see cref="JumpRows"/>, but across rows, so that a world costs one draw for
/// each live edge and few more, however many rows there are. Edges of equal probability stand in the order in which they
/// were given.
/// </summary>
internal sealed class JumpList
{
    private const int RadixBits = 16;

    private readonly (int Source, int Target)[] _edges;
    private readonly float[] _acceptance;
    private readonly EdgeRun[] _runs;

    private JumpList((int Source, int Target)[] edges, float[] acceptance, EdgeRun[] runs, bool isInOrder)
    {
        _edges = edges;
        _acceptance = acceptance;
        _runs = runs;
        IsInOrder = isInOrder;
    }

    /// <summary>Whether the list stands in the order given, so that live edges come out by source.</summary>
    internal bool IsInOrder { get; }

    /// <summary>Orders edges. O(edges).</summary>
    /// <param name="edges">The edges; kept where they are in order already.</param>
    /// <param name="probabilities">Above 0 to 1.</param>
    internal static JumpList Of((int Source, int Target)[] edges, float[] probabilities)
    {
        bool isInOrder = IsFalling(probabilities);
        if (!isInOrder)
        {
            int[] order = FallingOrder(probabilities);
            edges = Array.ConvertAll(order, e => edges[e]);
            probabilities = Array.ConvertAll(order, e => probabilities[e]);
        }

        var runs = new List<EdgeRun>();
        bool isUniform = true;
        for (int first = 0; first < edges.Length;)
        {
            // A run of its own for the rest costs one draw and saves the candidates that would be refused.
            double refused = 0;
            int next = first;
            for (; next < edges.Length && refused <= 1; next++)
            {
                refused += (double)probabilities[first] - probabilities[next];
            }

            isUniform &= probabilities[next - 1] == probabilities[first];
            runs.Add(JumpRows.RunOf(next, probabilities[first]));
            first = next;
        }

        float[] acceptance = isUniform ? [] : new float[edges.Length];
        for (int run = 0, e = 0; run < runs.Count && !isUniform; run++)
        {
            float largest = probabilities[e];
            for (; e < runs[run].End; e++)
            {
                acceptance[e] = probabilities[e] / largest;
            }
        }

        return new(edges, acceptance, [.. runs], isInOrder);
    }

    /// <summary>Draws one world.</summary>
    /// <param name="random">The world's random numbers.</param>
    /// <param name="live">Takes the live edges, in the order of the list; made longer where it must be.</param>
    /// <returns>How many are live.</returns>
    internal int Sample(ref CounterRandom random, ref (int Source, int Target)[] live)
    {
        CounterRandom local = random;
        int count = 0;
        int position = 0;
        foreach (EdgeRun run in _runs)
        {
            while (true)
            {
                double skip = local.NextExponential() * run.Scale;
                if (skip >= run.End - position)
                {
                    break;
                }

                position += (int)skip;
                if (_acceptance.Length == 0 || _acceptance[position] == 1 || local.NextUnit() < _acceptance[position])
                {
                    if (count == live.Length)
                    {
                        Array.Resize(ref live, Math.Max(16, count + (count / 2)));
                    }

                    live[count++] = _edges[position];
                }

                position++;
            }

            position = run.End;
        }

        random = local;
        return count;
    }

    /// <summary>A stable radix sort by falling probability; the bits of positive floats rise with them.</summary>
    private static int[] FallingOrder(float[] probabilities)
    {
        int[] order = new int[probabilities.Length];
        int[] sorted = new int[probabilities.Length];
        for (int e = 0; e < order.Length; e++)
        {
            order[e] = e;
        }

        for (int shift = 0; shift < 32; shift += RadixBits)
        {
            int[] starts = new int[(1 << RadixBits) + 1];
            foreach (float probability in probabilities)
            {
                starts[DigitOf(probability, shift) + 1]++;
            }

            for (int digit = 1; digit < starts.Length; digit++)
            {
                starts[digit] += starts[digit - 1];
            }

            foreach (int e in order)
            {
                sorted[starts[DigitOf(probabilities[e], shift)]++] = e;
            }

            (order, sorted) = (sorted, order);
        }

        return order;
    }

    private static int DigitOf(float probability, int shift) =>
        (int)((~BitConverter.SingleToUInt32Bits(probability) >> shift) & ((1 << RadixBits) - 1));

    private static bool IsFalling(ReadOnlySpan<float> probabilities)
    {
        for (int i = 1; i < probabilities.Length; i++)
        {
            if (probabilities[i] > probabilities[i - 1])
            {
                return false;
            }
        }

        return true;
    }
}
