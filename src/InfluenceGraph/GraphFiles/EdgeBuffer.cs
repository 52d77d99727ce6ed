namespace InfluenceGraph.GraphFiles;

/// <summary>Room for one block of rows; used by one thread at a time.</summary>
internal sealed class EdgeBuffer
{
    internal byte[] Offsets = [];
    internal byte[] Targets = [];
    internal byte[] Permissions = [];
    internal byte[] Strengths = [];
    private float[] _decoded = [];
    private float[] _products = [];
    private float[] _ones = [];

    internal Span<float> Decoded(int count) => Room(ref _decoded, count);

    internal Span<float> Products(int count) => Room(ref _products, count);

    internal ReadOnlySpan<float> Ones(int count)
    {
        if (_ones.Length < count)
        {
            _ones = new float[count];
            Array.Fill(_ones, 1);
        }

        return _ones.AsSpan(0, count);
    }

    private static Span<float> Room(ref float[] array, int count)
    {
        array = array.Length < count ? GC.AllocateUninitializedArray<float>(count) : array;
        return array.AsSpan(0, count);
    }
}
