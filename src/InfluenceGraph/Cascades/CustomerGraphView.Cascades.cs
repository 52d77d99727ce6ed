using InfluenceGraph.Cascades;

namespace InfluenceGraph;

public sealed partial class CustomerGraphView<TKey>
{
    private CascadeGround<TKey>? _ground;

    /// <summary>The ground for a model. The last one is kept, as one model usually gets several questions.</summary>
    internal CascadeGround<TKey> GroundFor(CascadeModel model, CancellationToken cancellationToken)
    {
        CascadeGround<TKey>? ground = Volatile.Read(ref _ground);
        if (ground?.Model != model)
        {
            ground = CascadeGround<TKey>.Of(this, model, cancellationToken);
            Volatile.Write(ref _ground, ground);
        }

        return ground;
    }
}
