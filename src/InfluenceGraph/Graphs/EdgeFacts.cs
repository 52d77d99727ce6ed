namespace InfluenceGraph.Graphs;

/// <summary>
/// Permission and strength of undated edges, stored only as far as the weight does not already tell them: nothing when
/// one of the two is 1 throughout, else 8 bytes per edge.
/// </summary>
internal sealed class EdgeFacts
{
    private readonly bool _weightIsPermission;
    private readonly float[]? _permissions;
    private readonly float[]? _strengths;

    private EdgeFacts(bool weightIsPermission, float[]? permissions, float[]? strengths)
    {
        _weightIsPermission = weightIsPermission;
        _permissions = permissions;
        _strengths = strengths;
    }

    internal long Bytes => sizeof(float) * ((_permissions?.LongLength ?? 0) + (_strengths?.LongLength ?? 0));

    internal EdgeRow RowOf(int index, float weight) =>
        _permissions is not null ? new(_permissions[index], _strengths![index], Period.Always)
        : _weightIsPermission ? new(weight, 1, Period.Always)
        : new(1, weight, Period.Always);

    /// <summary>Multiplies permissions by strengths and keeps of the two what the product does not tell.</summary>
    internal static EdgeFacts Of(float[] permissions, float[] strengths, out float[] weights)
    {
        var writer = new Writer(permissions.Length, permissions.AsSpan().ContainsAnyExcept(1f), strengths.AsSpan().ContainsAnyExcept(1f));
        for (int edge = 0; edge < permissions.Length; edge++)
        {
            writer.Set(edge, permissions[edge], strengths[edge]);
        }

        weights = writer.Weights;
        return writer.ToFacts();
    }

    /// <summary>Takes facts edge by edge, from several threads, once it is known which of the two vary.</summary>
    internal sealed class Writer(int edges, bool permissionVaries, bool strengthVaries)
    {
        private readonly bool _areKept = permissionVaries && strengthVaries;
        private readonly float[] _permissions = permissionVaries && strengthVaries ? GC.AllocateUninitializedArray<float>(edges) : [];
        private readonly float[] _strengths = permissionVaries && strengthVaries ? GC.AllocateUninitializedArray<float>(edges) : [];

        internal float[] Weights { get; } = GC.AllocateUninitializedArray<float>(edges);

        internal void Set(int edge, float permission, float strength)
        {
            Weights[edge] = EdgeRow.WeightOf(permission, strength);
            if (_areKept)
            {
                (_permissions[edge], _strengths[edge]) = (permission, strength);
            }
        }

        internal EdgeFacts ToFacts() =>
            _areKept ? new(weightIsPermission: false, _permissions, _strengths) : new(weightIsPermission: permissionVaries, null, null);
    }
}
