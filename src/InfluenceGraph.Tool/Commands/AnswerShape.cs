using InfluenceGraph.Tool.Output;

namespace InfluenceGraph.Tool.Commands;

/// <summary>What scripts can rely on: the facts in "summary", and the tables with their columns. The reference shows it, and a test compares it with what comes out.</summary>
internal sealed record AnswerShape(IReadOnlyList<string> Facts, params IReadOnlyList<TableShape> Tables);

/// <summary>A table of an answer.</summary>
internal sealed record TableShape(string Name, IReadOnlyList<Column> Columns)
{
    internal AnswerTable Of<T>(IReadOnlyCollection<T> items, Func<T, object?[]> row) => AnswerTable.Of(Name, Columns, items, row);

    internal AnswerTable Of(long count, IEnumerable<object?[]> rows) => new(Name, Columns, count, rows);
}
