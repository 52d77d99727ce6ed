using MathNet.Numerics.LinearAlgebra;

namespace InfluenceGraph.Tests.SocialValues;

/// <summary>Social value by a dense solve, written from the definition alone: nothing of the library's machinery is used.</summary>
internal sealed class DenseReference
{
    private readonly double _damping;
    private readonly UnreachedPolicy _policy;
    private readonly double[] _ownValues;
    private readonly Matrix<double> _shares;
    private readonly bool[] _isUnreached;

    internal DenseReference(double[] ownValues, IReadOnlyDictionary<(int From, int To), float> weights, double damping, UnreachedPolicy policy)
    {
        _ownValues = ownValues;
        _damping = damping;
        _policy = policy;
        int n = ownValues.Length;
        double[] received = new double[n];
        foreach (((_, int to), float weight) in weights)
        {
            received[to] += weight;
        }

        _shares = Matrix<double>.Build.Dense(n, n);
        foreach (((int from, int to), float weight) in weights)
        {
            _shares[from, to] = weight / received[to];
        }

        _isUnreached = Array.ConvertAll(received, sum => sum == 0);
        Scores = [.. Solve()];
    }

    internal static DenseReference Of(TestGraph graph, double damping, UnreachedPolicy policy) =>
        new(graph.OwnValues, graph.Weights(), damping, policy);

    internal double[] Scores { get; }

    /// <summary>The part of what arrives at a customer that stops there.</summary>
    internal double StopShare(int customer) => _policy == UnreachedPolicy.Keep && _isUnreached[customer] ? 1 : 1 - _damping;

    /// <summary>How much of each customer's own value (columns) ends up with each (rows), what starts anew aside.</summary>
    internal Matrix<double> Origins()
    {
        Matrix<double> arrivals = (Matrix<double>.Build.DenseIdentity(_ownValues.Length) - (_damping * _shares)).Inverse();
        return Matrix<double>.Build.Dense(arrivals.RowCount, arrivals.ColumnCount, (to, from) => StopShare(to) * arrivals[to, from] * _ownValues[from]);
    }

    private IEnumerable<double> Solve()
    {
        int n = _ownValues.Length;
        double total = _ownValues.Sum();
        Matrix<double> walk = _shares.Clone();
        foreach (int unreached in Enumerable.Range(0, n).Where(customer => _isUnreached[customer]))
        {
            for (int customer = 0; customer < n; customer++)
            {
                walk[customer, unreached] = _policy switch
                {
                    UnreachedPolicy.Prior => _ownValues[customer] / total,
                    UnreachedPolicy.Uniform => 1.0 / n,
                    _ => 0,
                };
            }
        }

        Matrix<double> system = Matrix<double>.Build.DenseIdentity(n) - (_damping * walk);
        Vector<double> arrived = system.LU().Solve(Vector<double>.Build.Dense([.. _ownValues]));
        return arrived.Select((value, customer) => StopShare(customer) * value);
    }
}
