using System.Diagnostics;
using System.Globalization;

namespace InfluenceGraph.Data.GraphFormats;

/// <summary>Turns the nodes and edges of one file into customers and ties, and counts them.</summary>
internal sealed class GraphMlRows(string path, GraphMlOptions options, IProgress<RowProgress>? progress, CancellationToken cancellationToken) : IDisposable
{
    private const int RowsPerReport = 65_536;

    private readonly GraphMlParser _parser = new(path);
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private string? _strength;
    private bool _hasOwnValues;

    internal long Nodes { get; private set; }

    internal long Edges { get; private set; }

    internal long EdgesWithoutDirection { get; private set; }

    internal IReadOnlyList<string> UnusedTieColumns =>
        [.. _parser.Keys.Where(key => key.OfEdges && !key.OfNodes).Select(key => key.Name).Except([options.Permission, StrengthColumn, options.Since, options.Until, options.LastContact], StringComparer.Ordinal)];

    /// <summary>Nodes and edges, as they stand in the file.</summary>
    internal IEnumerable<GraphMlElement> Elements()
    {
        foreach (GraphMlElement element in _parser.Elements())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Nodes + Edges == 0)
            {
                _hasOwnValues = _parser.Keys.Any(key => key.OfNodes && string.Equals(key.Name, options.OwnValue, StringComparison.Ordinal));
            }

            Nodes += element.IsNode ? 1 : 0;
            Edges += element.IsNode ? 0 : 1;
            EdgesWithoutDirection += element.IsNode || element.IsDirected ? 0 : 1;
            if ((Nodes + Edges) % RowsPerReport == 0)
            {
                Report();
            }

            yield return element;
        }

        Report();
    }

    internal Customer<string> CustomerOf(GraphMlElement node)
    {
        double ownValue = NumberOf(node, options.OwnValue, _hasOwnValues ? 0 : 1);
        node.Cells.Remove(options.OwnValue);
        IReadOnlyList<CustomerTag> tags = [];
        if (options.Tags is string name && node.Cells.TryGetValue(name, out string? text) && text.TrimStart().StartsWith('['))
        {
            tags = TagsOf(node, name, text);
            node.Cells.Remove(name);
        }

        var customer = new Customer<string>(node.Id, ownValue) { Tags = tags };
        return node.Cells.Count == 0 ? customer : customer with { Attributes = node.Cells.AsReadOnly() };
    }

    internal IEnumerable<Tie<string>> TiesOf(GraphMlElement edge)
    {
        var tie = new Tie<string>(
            edge.Id,
            edge.Target,
            NumberOf(edge, options.Permission, 1),
            NumberOf(edge, StrengthColumn, 1),
            MomentOf(edge, options.Since),
            MomentOf(edge, options.Until),
            MomentOf(edge, options.LastContact));
        TieDirection direction = edge.IsDirected ? options.Direction : TieDirection.BothWays;
        if (tie.FindProblem() is string problem)
        {
            throw _parser.Error(edge.Line, problem);
        }

        bool isToOneself = string.Equals(tie.From, tie.To, StringComparison.Ordinal);
        if (direction != TieDirection.ToReachesFrom)
        {
            yield return tie;
        }

        if (direction == TieDirection.ToReachesFrom || (direction == TieDirection.BothWays && !isToOneself))
        {
            yield return tie with { From = tie.To, To = tie.From };
        }
    }

    /// <summary>What a row was refused for, with the place in the file.</summary>
    internal CustomerDataException At(GraphMlElement element, CustomerDataException refused) =>
        _parser.Error(element.Line, refused.Problem ?? refused.Message, refused);

    public void Dispose() => _parser.Dispose();

    private string StrengthColumn => _strength ??=
        HasColumn(options.Strength) || HasColumn(options.Permission) || !HasColumn(ColumnNames.Weight) ? options.Strength : ColumnNames.Weight;

    private bool HasColumn(string name) => _parser.Keys.Any(key => key.OfEdges && string.Equals(key.Name, name, StringComparison.Ordinal));

    private double NumberOf(GraphMlElement element, string column, double otherwise) =>
        !element.Cells.TryGetValue(column, out string? cell) ? otherwise
        : GraphMlKey.TryNumber(cell, out double number) ? number
        : throw _parser.Error(element.Line, $"{column} of {WhoseOf(element)} is '{cell}'; expected a number with a decimal point.");

    private DateTimeOffset? MomentOf(GraphMlElement edge, string column) =>
        !edge.Cells.TryGetValue(column, out string? cell) || cell.Length == 0 ? null
        : DateTimeOffset.TryParse(cell, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset moment) ? moment
        : throw _parser.Error(edge.Line, $"{column} of {WhoseOf(edge)} is '{cell}'; expected a moment such as 2026-01-31T00:00:00Z.");

    private IReadOnlyList<CustomerTag> TagsOf(GraphMlElement node, string column, string text)
    {
        try
        {
            return TagText.Read(text);
        }
        catch (FormatException e)
        {
            throw _parser.Error(node.Line, $"{column} of {WhoseOf(node)} cannot be read; {e.Message}.", e);
        }
    }

    private static string WhoseOf(GraphMlElement element) => element.IsNode ? $"'{element.Id}'" : $"'{element.Id}' -> '{element.Target}'";

    private void Report() => progress?.Report(new("reading GraphML", _parser.BytesRead, _parser.Bytes, Nodes + Edges, _watch.Elapsed));
}
