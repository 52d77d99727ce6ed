using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace InfluenceGraph.Kernels;

/// <summary>
/// What each node of a linear system is still short of (its residual), a queue of the nodes that are short of more than
/// their share, and what the residuals were when the batch began, to go back to. Adding to the residuals of a row is the
/// inner loop of every update: one random read and write of 16 bytes an edge.
/// </summary>
/// <remarks>
/// R. Andersen, F. Chung, K. Lang, "Local graph partitioning using PageRank vectors", FOCS 2006: a node is pushed while its
/// residual is above a threshold times its degree. First in, first out; the order of levels that was tried saved nothing.
/// One thread at a time, so the bits depend on nothing but the order of the calls.
/// </remarks>
internal sealed class ResidualField
{
    private const int QueuedBit = 1;
    private const int LastStamp = int.MaxValue >> 1;

    private Node[] _nodes;
    private int[] _ring;
    private int _head;
    private int _queued;
    private int _stamp;
    private (int Node, double Residual)[] _before = [];
    private int _beforeCount;
    private double _sizeBefore;

    internal ResidualField(int capacity)
    {
        _nodes = new Node[capacity];
        _ring = new int[RingSize(capacity)];
    }

    /// <summary>A node is queued when its residual is larger than this times its cost.</summary>
    internal double Threshold { get; set; }

    /// <summary>The sum of the residuals' magnitudes.</summary>
    internal double Size { get; private set; }

    /// <summary>How many nodes are queued.</summary>
    internal int Queued => _queued;

    internal double this[int node] => _nodes[node].Residual;

    /// <summary>What a push of the node costs, in edges.</summary>
    internal double CostOf(int node) => _nodes[node].Cost;

    internal void SetCost(int node, int cost) => _nodes[node].Cost = cost;

    internal void Grow(int capacity)
    {
        if (capacity > _nodes.Length)
        {
            Array.Resize(ref _nodes, capacity);
            int[] ring = new int[RingSize(capacity)];
            for (int i = 0; i < _queued; i++)
            {
                ring[i] = _ring[(_head + i) & (_ring.Length - 1)];
            }

            (_ring, _head) = (ring, 0);
        }
    }

    /// <summary>Begins a batch: from here on <see cref="Undo"/> leads back to. Nothing may be queued.</summary>
    internal void Begin()
    {
        if (_stamp == LastStamp)
        {
            _stamp = 0;
            foreach (ref Node node in _nodes.AsSpan())
            {
                node.Mark = 0;
            }
        }

        _stamp++;
        _beforeCount = 0;
        _sizeBefore = Size;
    }

    /// <summary>Everything as it was when the batch began, to the last bit.</summary>
    internal void Undo()
    {
        while (TryDequeue(out _))
        {
        }

        for (int i = 0; i < _beforeCount; i++)
        {
            _nodes[_before[i].Node].Residual = _before[i].Residual;
        }

        Size = _sizeBefore;
    }

    /// <summary>Adds up the magnitudes anew, for the first <paramref name="count"/> nodes.</summary>
    internal void Resum(int count)
    {
        double size = 0;
        for (int node = 0; node < count; node++)
        {
            size += Math.Abs(_nodes[node].Residual);
        }

        Size = size;
    }

    internal void Set(int node, double residual) => Add(node, residual - _nodes[node].Residual, residual);

    internal void Add(int node, double amount) => Add(node, amount, _nodes[node].Residual + amount);

    /// <summary>Queues a node, if it is not queued.</summary>
    internal void Enqueue(int node) => Enqueue(ref _nodes[node], node);

    /// <summary>The node that is so many places behind the next.</summary>
    internal int Upcoming(int places) => _ring[(_head + places) & (_ring.Length - 1)];

    internal bool TryDequeue(out int node)
    {
        if (_queued == 0)
        {
            node = -1;
            return false;
        }

        node = _ring[_head];
        _head = (_head + 1) & (_ring.Length - 1);
        _queued--;
        _nodes[node].Mark &= ~QueuedBit;
        return true;
    }

    /// <summary>Adds an amount times the weight to the residual of each target of a row.</summary>
    /// <param name="targets">Nodes.</param>
    /// <param name="weights">As many weights.</param>
    /// <param name="amount">The amount for each unit of weight.</param>
    internal void AddRow(ReadOnlySpan<int> targets, ReadOnlySpan<float> weights, double amount)
    {
        weights = weights[..targets.Length];
        ReserveBefore(targets.Length);
        Span<Node> nodes = _nodes;
        double threshold = Threshold;
        int stamp = _stamp;
        double size = Size;
        int count = _beforeCount;
        ref (int Node, double Residual) before = ref MemoryMarshal.GetArrayDataReference(_before);
        for (int e = 0; e < targets.Length; e++)
        {
            int target = targets[e];
            ref Node node = ref nodes[target];
            double old = node.Residual;
            double residual = old + (amount * Widen(weights[e]));
            double magnitude = Math.Abs(residual);
            if (node.Mark >> 1 != stamp)
            {
                // Room was made before the loop.
                Unsafe.Add(ref before, count++) = (target, old);
                node.Mark = (stamp << 1) | (node.Mark & QueuedBit);
            }

            node.Residual = residual;
            size += magnitude - Math.Abs(old);
            if (magnitude > threshold * node.Cost)
            {
                Enqueue(ref node, target);
            }
        }

        _beforeCount = count;
        Size = size;
    }

    private void Add(int index, double amount, double residual)
    {
        if (amount == 0)
        {
            return;
        }

        ref Node node = ref _nodes[index];
        if (node.Mark >> 1 != _stamp)
        {
            ReserveBefore(1);
            _before[_beforeCount++] = (index, node.Residual);
            node.Mark = (_stamp << 1) | (node.Mark & QueuedBit);
        }

        Size += Math.Abs(residual) - Math.Abs(node.Residual);
        node.Residual = residual;
        if (Math.Abs(residual) > Threshold * node.Cost)
        {
            Enqueue(ref node, index);
        }
    }

    private void Enqueue(ref Node node, int index)
    {
        if ((node.Mark & QueuedBit) == 0)
        {
            node.Mark |= QueuedBit;
            _ring[(_head + _queued) & (_ring.Length - 1)] = index;
            _queued++;
        }
    }

    private void ReserveBefore(int more)
    {
        if (_before.Length - _beforeCount < more)
        {
            Array.Resize(ref _before, Math.Max(_beforeCount + more, Math.Max(256, (int)Math.Min(_nodes.Length, 2L * _before.Length))));
        }
    }

    /// <summary>A power of two that holds every node once.</summary>
    private static int RingSize(int capacity) => (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(1, capacity));

    /// <summary>Float to double. A plain conversion compiles to an instruction that waits for the old content of its register, and so for the product before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Widen(float weight) => Vector128.WidenLower(Vector128.CreateScalar(weight)).ToScalar();

    private struct Node
    {
        internal double Residual;
        internal float Cost;

        /// <summary>The batch that touched it last, and whether it is queued.</summary>
        internal int Mark;
    }
}
