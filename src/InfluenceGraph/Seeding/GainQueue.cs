using System.Runtime.CompilerServices;

namespace InfluenceGraph.Seeding;

/// <summary>
/// A queue of nodes by falling priority, smaller nodes first among equals, so that its order is never a matter of chance.
/// </summary>
internal sealed class GainQueue
{
    private readonly int[] _nodes;
    private readonly double[] _priorities;

    /// <summary>O(nodes).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal GainQueue(int[] nodes, double[] priorities)
    {
        _nodes = nodes;
        _priorities = priorities;
        Count = nodes.Length;
        for (int i = (Count / 2) - 1; i >= 0; i--)
        {
            Sink(i);
        }
    }

    internal int Count { get; private set; }

    internal int Top => _nodes[0];

    internal void Pop()
    {
        Count--;
        (_nodes[0], _priorities[0]) = (_nodes[Count], _priorities[Count]);
        Sink(0);
    }

    /// <summary>Lowers the top's priority.</summary>
    internal void Lower(double priority)
    {
        _priorities[0] = priority;
        Sink(0);
    }

    /// <summary>Puts back a node that was popped.</summary>
    internal void Push(int node, double priority)
    {
        int i = Count++;
        while (i > 0)
        {
            int parent = (i - 1) / 2;
            if (!IsBefore(priority, node, parent))
            {
                break;
            }

            (_nodes[i], _priorities[i]) = (_nodes[parent], _priorities[parent]);
            i = parent;
        }

        (_nodes[i], _priorities[i]) = (node, priority);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Sink(int i)
    {
        (int node, double priority) = (_nodes[i], _priorities[i]);
        while (true)
        {
            int child = (2 * i) + 1;
            if (child >= Count)
            {
                break;
            }

            if (child + 1 < Count && IsBefore(_priorities[child + 1], _nodes[child + 1], child))
            {
                child++;
            }

            if (IsBefore(priority, node, child))
            {
                break;
            }

            (_nodes[i], _priorities[i]) = (_nodes[child], _priorities[child]);
            i = child;
        }

        (_nodes[i], _priorities[i]) = (node, priority);
    }

    private bool IsBefore(double priority, int node, int place) =>
        priority > _priorities[place] || (priority == _priorities[place] && node < _nodes[place]);
}
