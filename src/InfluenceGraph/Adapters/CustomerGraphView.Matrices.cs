using InfluenceGraph.Graphs;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;
using MathNet.Numerics.LinearAlgebra.Storage;

namespace InfluenceGraph;

/// <content>Matrices and vectors of MathNet.</content>
public sealed partial class CustomerGraphView<TKey>
{
    /// <summary>The influence weights as a sparse matrix: row and column <c>i</c> belong to the <c>i</c>-th of <see cref="Customers"/>, and the cell in row <c>i</c> and column <c>j</c> is permission times strength of the tie by which <c>i</c> can reach <c>j</c>.</summary>
    /// <remarks>
    /// Rows are those who reach, columns those who are reached. A column divided by its sum says how the value that
    /// moves on from one customer is shared out among those who can reach them. O(customers + ties) time; 12 bytes a tie and 4 a customer.
    /// </remarks>
    /// <returns>The matrix, a copy of the caller's own; it holds only ties that may be used, as they are stored, in single precision. Without any customer it has no rows.</returns>
    public SparseMatrix InfluenceWeights()
    {
        CsrGraph used = CompactEdges.Forward(Nodes, Used.Nodes);
        int[] starts = Array.ConvertAll(used.Offsets, offset => (int)offset);
        double[] weights = Array.ConvertAll(used.Weights, weight => (double)weight);
        return new(SparseCompressedRowMatrixStorage<double>.OfCompressedSparseRowFormat(used.NodeCount, used.NodeCount, used.EdgeCount, starts, used.Targets, weights));
    }

    /// <summary>The own values as a vector, in the order of <see cref="Customers"/>.</summary>
    /// <returns>The vector, a copy of the caller's own.</returns>
    public DenseVector OwnValueVector() => new(Used.Gather(Data.OwnValues));

    /// <summary>Scores as a vector, in the order of <see cref="Customers"/>: the order of the rows and columns of <see cref="InfluenceWeights"/>.</summary>
    /// <param name="scores">Customers of this view with their scores, each at most once, in any order; for example a <see cref="SocialValueResult{TKey}"/>.</param>
    /// <param name="otherwise">What stands for a customer without a score; <see langword="null"/> where each must have one.</param>
    /// <returns>The vector, a copy of the caller's own.</returns>
    /// <exception cref="KeyNotFoundException">A score is of a customer who is unknown or left out.</exception>
    /// <exception cref="ArgumentException">A customer has two scores, or none and <paramref name="otherwise"/> is not given.</exception>
    public DenseVector ToVector(IEnumerable<KeyValuePair<TKey, double>> scores, double? otherwise = null)
    {
        ArgumentNullException.ThrowIfNull(scores);
        double[] values = new double[CustomerCount];
        bool[] isGiven = new bool[values.Length];
        foreach ((TKey customer, double score) in scores)
        {
            int node = Used.NodeOf(customer);
            values[node] = isGiven[node]
                ? throw new ArgumentException($"'{customer}' has two scores; expected one for each customer.", nameof(scores))
                : score;
            isGiven[node] = true;
        }

        for (int node = 0; node < values.Length; node++)
        {
            if (!isGiven[node])
            {
                values[node] = otherwise ?? throw new ArgumentException($"'{Used.KeyOf(node)}' has no score; expected one for each of the {values.Length} customers of this view, or a value for those without.", nameof(scores));
            }
        }

        return new(values);
    }

    /// <summary>A vector in the order of <see cref="Customers"/> as values by customer, for example as <see cref="SocialValueOptions{TKey}.Prior"/>.</summary>
    /// <param name="values">One value for each customer of this view.</param>
    /// <returns>The values by customer.</returns>
    /// <exception cref="ArgumentException">The vector is longer or shorter than the number of customers.</exception>
    public IReadOnlyDictionary<TKey, double> FromVector(Vector<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.Count != CustomerCount)
        {
            throw new ArgumentException($"The vector has {values.Count} values; expected one for each of the {CustomerCount} customers of this view.", nameof(values));
        }

        var byCustomer = new Dictionary<TKey, double>(values.Count);
        for (int node = 0; node < values.Count; node++)
        {
            byCustomer.Add(Used.KeyOf(node), values[node]);
        }

        return byCustomer.AsReadOnly();
    }
}
