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
        if (!permissions.AsSpan().ContainsAnyExcept(1f))
        {
            weights = strengths;
            return new(weightIsPermission: false, null, null);
        }

        if (!strengths.AsSpan().ContainsAnyExcept(1f))
        {
            weights = permissions;
            return new(weightIsPermission: true, null, null);
        }

        weights = new float[permissions.Length];
        for (int i = 0; i < weights.Length; i++)
        {
            weights[i] = EdgeRow.WeightOf(permissions[i], strengths[i]);
        }

        return new(weightIsPermission: false, permissions, strengths);
    }
}
