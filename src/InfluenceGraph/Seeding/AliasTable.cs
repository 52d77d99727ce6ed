using InfluenceGraph.Kernels;

namespace InfluenceGraph.Seeding;

/// <summary>Draws an index with probability proportional to its weight, in one draw and two reads.</summary>
/// <remarks>A. J. Walker, "An efficient method for generating discrete random variables with general distributions", ACM TOMS 3 (1977); M. D. Vose, IEEE TSE 17 (1991), the way it is filled.</remarks>
internal sealed class AliasTable
{
    private readonly double[] _keep;
    private readonly int[] _other;

    /// <param name="weights">Above 0 each; at least one.</param>
    /// <param name="total">Their sum.</param>
    internal AliasTable(double[] weights, double total)
    {
        int count = weights.Length;
        _keep = new double[count];
        _other = new int[count];
        int[] waiting = new int[count];
        (int small, int large) = (0, count);
        for (int i = 0; i < count; i++)
        {
            _other[i] = i;
            _keep[i] = weights[i] / total * count;
            waiting[_keep[i] < 1 ? small++ : --large] = i;
        }

        while (small > 0 && large < count)
        {
            int poor = waiting[--small];
            int rich = waiting[large];
            _other[poor] = rich;
            _keep[rich] -= 1 - _keep[poor];
            if (_keep[rich] < 1)
            {
                large++;
                waiting[small++] = rich;
            }
        }

        // What rounding leaves over keeps its own index.
        foreach (int rest in waiting.AsSpan(0, small))
        {
            _keep[rest] = 1;
        }
    }

    internal int Draw(ref CounterRandom random)
    {
        double place = random.NextUnit() * _keep.Length;
        int index = (int)place;
        return place - index < _keep[index] ? index : _other[index];
    }
}
