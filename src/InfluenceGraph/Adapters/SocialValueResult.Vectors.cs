using MathNet.Numerics.LinearAlgebra.Double;

namespace InfluenceGraph;

/// <content>Vectors of MathNet.</content>
public sealed partial class SocialValueResult<TKey>
{
    /// <summary>The scores as a vector, in the order of the view's <see cref="CustomerGraphView{TKey}.Customers"/>: the order of the rows and columns of its <see cref="CustomerGraphView{TKey}.InfluenceWeights"/>.</summary>
    /// <returns>The vector, a copy of the caller's own.</returns>
    public DenseVector ToVector() => new(_view.Used.Gather(_scores));
}
