namespace InfluenceGraph.Tool.Sources;

/// <summary>What a question is asked of: the graph, and the view of those who take part.</summary>
internal sealed class Ground(IDataSource source, CustomerGraph<string> graph, DateTimeOffset? asOf, Channel? channel, string? reasonToIgnoreConsent) : IDisposable
{
    internal IDataSource Source => source;

    internal CustomerGraph<string> Graph => graph;

    internal DateTimeOffset? AsOf => asOf;

    internal CustomerGraphView<string> View { get; set; } = null!;

    /// <summary>Those who consented to a purpose; everybody where no consents are kept.</summary>
    internal CustomerGraphView<string> For(Purpose purpose, Channel? by = null) => (source.KeepsConsents, reasonToIgnoreConsent, asOf) switch
    {
        (true, string reason, _) => graph.IgnoringConsent(reason, asOf),
        (true, null, DateTimeOffset moment) => (by ?? channel) is Channel known ? graph.For(purpose, known, moment) : graph.For(purpose, moment),
        (_, _, DateTimeOffset moment) => graph.At(moment),
        _ => graph.AsView(),
    };

    /// <summary>Social value, or an error that knows where own values come from.</summary>
    internal SocialValueResult<string> SocialValue(Func<SocialValueOptions<string>, SocialValueOptions<string>> configure, IProgress<IterationProgress> progress, CancellationToken stop) =>
        View.CustomerCount > 0 && View.Customers.All(customer => graph[customer].OwnValue == 0)
            ? throw ToolException.BadData($"{source.Name}: the own values of all {View.CustomerCount} customers who take part are 0; expected one above 0. Name the column of own values with --value, where a store is asked when it is imported.")
            : View.SocialValue(configure, progress, stop);

    /// <summary>Finds a customer who was named on the command line, or says who may have been meant.</summary>
    internal string Require(string customer)
    {
        if (View.Contains(customer))
        {
            return customer;
        }

        if (graph.Contains(customer))
        {
            throw ToolException.NotFound($"'{customer}' takes no part here ({View.Receipt.Consent}); expected a customer who does, or --ignore-consent REASON where you may.");
        }

        string? alike = graph.Customers.FirstOrDefault(key => string.Equals(key.Trim(), customer.Trim(), StringComparison.OrdinalIgnoreCase));
        throw ToolException.NotFound($"'{customer}' is not among the {graph.CustomerCount} customers; expected one of them, written as in the data.{(alike is null ? "" : $" There is '{alike}'.")}");
    }

    public void Dispose() => source.Dispose();
}
