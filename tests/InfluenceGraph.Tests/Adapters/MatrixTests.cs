using FsCheck;
using FsCheck.Fluent;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;
using Xunit;
using static InfluenceGraph.Tests.Moments;

namespace InfluenceGraph.Tests.Adapters;

public sealed class MatrixTests
{
    private static readonly Customer<string>[] _customers = [new("cat", 30), new("ann", 10), new("bob", 20), new("dan", 0)];

    private static readonly Tie<string>[] _ties = [new("ann", "bob", 0.5, 4), new("ann", "cat", 1, 3), new("cat", "bob", 0.25, 2), new("bob", "dan", 0, 1), new("dan", "ann", 1, 0)];

    [Fact]
    public void Rows_reach_and_columns_are_reached_in_the_order_of_the_customers()
    {
        CustomerGraphView<string> view = CustomerGraph.FromTies(_ties, _customers).AsView();

        SparseMatrix weights = view.InfluenceWeights();

        Assert.Equal(["ann", "bob", "cat", "dan"], view.Customers);
        Assert.Equal(
            new double[,]
            {
                { 0, 2, 3, 0 },
                { 0, 0, 0, 0 },
                { 0, 0.5, 0, 0 },
                { 0, 0, 0, 0 },
            },
            weights.ToArray());
        Assert.Equal(3, weights.NonZerosCount);
        Assert.Equal([10, 20, 30, 0], view.OwnValueVector());
    }

    [Fact]
    public void A_matrix_is_the_callers_own()
    {
        CustomerGraphView<string> view = CustomerGraph.FromTies(_ties, _customers).AsView();
        double before = view.SocialValue()["ann"];

        SparseMatrix weights = view.InfluenceWeights();
        weights[0, 1] = 100;
        weights.MapInplace(weight => weight * 2);
        view.OwnValueVector()[0] = 5;

        Assert.Equal(before, view.SocialValue()["ann"]);
        Assert.Equal(2, view.InfluenceWeights()[0, 1]);
        Assert.Equal(10, view.OwnValueVector()[0]);
    }

    [Fact]
    public void Who_may_not_be_used_has_no_row()
    {
        var ledger = new ConsentLedger<string>();
        ledger.Grant("ann", Purpose.Score, Channel.Any, January, "form");
        ledger.Grant("cat", Purpose.Score, Channel.Any, January, "form");
        CustomerGraphView<string> view = CustomerGraph.FromTies(_ties, _customers, consents: ledger).For(Purpose.Score, June);

        Assert.Equal(new double[,] { { 0, 3 }, { 0, 0 } }, view.InfluenceWeights().ToArray());
        Assert.Equal([10, 30], view.OwnValueVector());
        Assert.Equal(view.SocialValue().Select(pair => pair.Value), view.SocialValue().ToVector());
        Assert.Contains("without a consent", Assert.Throws<KeyNotFoundException>(() => view.ToVector([new("bob", 1)])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_what_if_has_its_own_weights()
    {
        CustomerGraphView<string> view = CustomerGraph.FromTies(_ties, _customers).AsView();

        Assert.Equal(0, view.WithoutTie("ann", "bob").InfluenceWeights()[0, 1]);
        Assert.Equal(0.125, view.WithPermission("bob", "ann", 0.125).InfluenceWeights()[1, 0]);
        Assert.Equal(2, view.InfluenceWeights()[0, 1]);
    }

    [Fact]
    public void A_graph_without_customers_has_a_matrix_without_rows()
    {
        CustomerGraphView<string> view = CustomerGraph.FromTies<string>([]).AsView();

        Assert.Equal((0, 0), (view.InfluenceWeights().RowCount, view.InfluenceWeights().ColumnCount));
        Assert.Empty(view.OwnValueVector());
        Assert.Empty(view.ToVector([]));
        Assert.Empty(view.FromVector(view.OwnValueVector()));
    }

    [Fact]
    public void Scores_stand_in_the_order_of_the_customers()
    {
        CustomerGraphView<string> view = CustomerGraph.FromTies(_ties, _customers).AsView();
        SocialValueResult<string> value = view.SocialValue();

        Assert.Equal([value["ann"], value["bob"], value["cat"], value["dan"]], value.ToVector());
        Assert.Equal(value.ToVector(), view.ToVector(value));
        Assert.Equal([0, 7, 0, 0], view.ToVector([new("bob", 7)], otherwise: 0));
        Assert.Contains("'bob' has two scores", Assert.Throws<ArgumentException>(() => view.ToVector([new("bob", 1), new("bob", 1)])).Message, StringComparison.Ordinal);
        Assert.Contains("'ann' has no score", Assert.Throws<ArgumentException>(() => view.ToVector([new("bob", 1)])).Message, StringComparison.Ordinal);
        Assert.Contains("'zoe' is not a customer", Assert.Throws<KeyNotFoundException>(() => view.ToVector([new("zoe", 1)])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_vector_comes_back_as_a_prior()
    {
        CustomerGraphView<string> view = CustomerGraph.FromTies(_ties, _customers).AsView();

        IReadOnlyDictionary<string, double> prior = view.FromVector(view.OwnValueVector() * 2);

        Assert.Equal(60, prior["cat"]);
        Assert.Equal(120, view.SocialValue(o => o with { Prior = prior }).TotalValue);
        Assert.Contains("has 3 values; expected one for each of the 4", Assert.Throws<ArgumentException>(() => view.FromVector(Vector<double>.Build.Dense(3))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Social_value_is_what_a_dense_solve_of_the_matrix_gives()
    {
        Gen<(int, int, int)> tie = Gen.Choose(0, 7).Three().Select(t => (t.Item1, t.Item2, t.Item3 + 1));
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(50), Prop.ForAll(tie.NonEmptyListOf().ToArbitrary(), rows =>
        {
            CustomerGraphView<int> view = CustomerGraph.FromTies(
                rows.Select(t => new Tie<int>(t.Item1, t.Item2, 1.0 / t.Item3, t.Item3 * t.Item3)),
                Enumerable.Range(0, 8).Select(key => new Customer<int>(key, key + 1))).AsView();
            SocialValueResult<int> value = view.SocialValue(o => o with { Damping = 0.5, Unreached = UnreachedPolicy.Drop, Tolerance = 1e-15 });

            Matrix<double> shares = view.InfluenceWeights().NormalizeColumns(1);
            Vector<double> solved = 0.5 * (Matrix<double>.Build.DenseIdentity(8) - (0.5 * shares)).Solve(view.OwnValueVector());

            // Eight values of some ten each, both good to a few ulps.
            Assert.InRange((solved - value.ToVector()).L1Norm(), 0, 1e-11);
        }));
    }
}
