using System.Globalization;
using InfluenceGraph.Kernels;

namespace InfluenceGraph;

/// <summary>Makes action logs.</summary>
public static class ActionLog
{
    private const int CancellationStride = 1 << 16;

    /// <summary>Reads a log. O(rows log rows).</summary>
    /// <remarks>Rows may come in any order: they are sorted, and <see cref="ActionLog{TKey}.OutOfOrderRows"/> counts those that came late. A customer who does the same thing again counts once, the first time, and <see cref="ActionLog{TKey}.RepeatedRows"/> counts the others. Whether the customers are those of a graph shows when the log meets one.</remarks>
    /// <typeparam name="TKey">The caller's customer key.</typeparam>
    /// <param name="rows">The rows, in any order.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>The log; the same one for the rows in any order, but for <see cref="ActionLog{TKey}.OutOfOrderRows"/>.</returns>
    /// <exception cref="CustomerDataException">A row has no customer or no action; the message says which row.</exception>
    public static ActionLog<TKey> FromRows<TKey>(IEnumerable<CustomerAction<TKey>> rows, CancellationToken cancellationToken = default)
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(rows);
        var actions = new Dictionary<string, int>(StringComparer.Ordinal);
        var customers = new Dictionary<TKey, int>();
        var list = new List<ActionRow>();
        (long outOfOrder, long latest) = (0, long.MinValue);
        foreach (CustomerAction<TKey> row in rows)
        {
            if (list.Count % CancellationStride == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            RequireComplete(row, list.Count + 1L);
            if (!actions.TryGetValue(row.Action, out int action))
            {
                actions.Add(row.Action, action = actions.Count);
            }

            if (!customers.TryGetValue(row.Customer, out int customer))
            {
                customers.Add(row.Customer, customer = customers.Count);
            }

            long ticks = row.At.UtcTicks;
            outOfOrder += ticks < latest ? 1 : 0;
            latest = Math.Max(latest, ticks);
            list.Add(new(action, customer, ticks));
        }

        return Compact(list, [.. actions.Keys], [.. customers.Keys], outOfOrder);
    }

    private static void RequireComplete<TKey>(CustomerAction<TKey> row, long number)
        where TKey : notnull
    {
        if (row.Customer is null)
        {
            throw new CustomerDataException(FormattableString.Invariant($"Action row {number}: the customer is null; expected who acted."));
        }

        if (string.IsNullOrEmpty(row.Action))
        {
            throw new CustomerDataException(FormattableString.Invariant($"Action row {number}: '{row.Customer}' did '{row.Action}'; expected the name of what was done."));
        }
    }

    /// <summary>Actions in the order of their names, each customer once in each.</summary>
    private static ActionLog<TKey> Compact<TKey>(List<ActionRow> list, string[] names, TKey[] customers, long outOfOrder)
        where TKey : notnull
    {
        int[] order = [.. Enumerable.Range(0, names.Length)];
        Array.Sort((string[])names.Clone(), order, StringComparer.Ordinal);
        int[] ranks = new int[order.Length];
        for (int rank = 0; rank < order.Length; rank++)
        {
            ranks[order[rank]] = rank;
        }

        ActionRow[] sorted = [.. list.Select(row => row with { Action = ranks[row.Action] })];
        Array.Sort(sorted, (one, other) => (one.Action, one.Customer, one.Ticks).CompareTo((other.Action, other.Customer, other.Ticks)));
        ActionRow[] rows = [.. sorted.Where((row, i) => i == 0 || sorted[i - 1].Action != row.Action || sorted[i - 1].Customer != row.Customer)];
        return new(Array.ConvertAll(order, i => names[i]), customers, rows, list.Count - rows.Length, outOfOrder);
    }
}

/// <summary>A row by the places of its action and its customer.</summary>
internal readonly record struct ActionRow(int Action, int Customer, long Ticks);

/// <summary>Who did what when: what propensities are learned from and tested on. Immutable, safe to share between threads.</summary>
/// <typeparam name="TKey">The caller's customer key.</typeparam>
public sealed class ActionLog<TKey>
    where TKey : notnull
{
    private readonly string[] _actions;

    internal ActionLog(string[] actions, TKey[] customerKeys, ActionRow[] rows, long repeatedRows, long outOfOrderRows)
    {
        _actions = actions;
        CustomerKeys = customerKeys;
        ActionRows = rows;
        RepeatedRows = repeatedRows;
        OutOfOrderRows = outOfOrderRows;
        CustomerCount = rows.Select(row => row.Customer).Distinct().Count();
        if (rows.Length > 0)
        {
            FirstAt = new(rows.Min(row => row.Ticks), TimeSpan.Zero);
            LastAt = new(rows.Max(row => row.Ticks), TimeSpan.Zero);
        }
    }

    /// <summary>The keys that <see cref="ActionRows"/> count, in the order in which they came.</summary>
    internal TKey[] CustomerKeys { get; }

    /// <summary>By action, then by customer; each pair once, at its first time.</summary>
    internal ActionRow[] ActionRows { get; }

    /// <summary>The things done, in the order of their names.</summary>
    public IReadOnlyList<string> Actions => Array.AsReadOnly(_actions);

    /// <summary>Rows that count: distinct pairs of customer and action.</summary>
    public long Rows => ActionRows.Length;

    /// <summary>Rows left out because the same customer did the same thing before.</summary>
    public long RepeatedRows { get; }

    /// <summary>Rows that came after a row with a later time. They count like any other.</summary>
    public long OutOfOrderRows { get; }

    /// <summary>Customers who did anything.</summary>
    public int CustomerCount { get; }

    /// <summary>The time of the first row that counts; <see langword="null"/> where there is none.</summary>
    public DateTimeOffset? FirstAt { get; }

    /// <summary>The time of the last row that counts; <see langword="null"/> where there is none.</summary>
    public DateTimeOffset? LastAt { get; }

    /// <summary>Puts whole actions aside, to test on what was not learned from. Single rows of one spread are never parted: that would tell the learner how it went on.</summary>
    /// <param name="heldOut">The share of the actions put aside, in expectation: above 0, below 1.</param>
    /// <param name="seed">Which draw. An action's side depends on its name and the seed alone, so it stays when other actions come or go.</param>
    /// <returns>The log to learn from and the log to test on.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The share is not between 0 and 1.</exception>
    public (ActionLog<TKey> Learn, ActionLog<TKey> HeldOut) Split(double heldOut = 0.2, int seed = 0)
    {
        if (heldOut is not (> 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(heldOut), heldOut, "Expected a share of the actions above 0 and below 1.");
        }

        bool[] isHeldOut = Array.ConvertAll(_actions, action => new CounterRandom(KeyText.HashOf(action, (ulong)seed), 0).NextUnit() < heldOut);
        return (Part(isHeldOut, false), Part(isHeldOut, true));
    }

    /// <summary>The log in numbers.</summary>
    /// <returns>One line, invariant culture.</returns>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Rows:#,0} rows: {CustomerCount:#,0} customers, {_actions.Length:#,0} actions; {RepeatedRows:#,0} repeated rows left out, {OutOfOrderRows:#,0} rows came out of order");

    private ActionLog<TKey> Part(bool[] isHeldOut, bool side)
    {
        int[] ranks = new int[_actions.Length];
        for (int action = 0, rank = 0; action < ranks.Length; action++)
        {
            ranks[action] = isHeldOut[action] == side ? rank++ : -1;
        }

        return new(
            [.. _actions.Where((_, action) => ranks[action] >= 0)],
            CustomerKeys,
            [.. ActionRows.Where(row => ranks[row.Action] >= 0).Select(row => row with { Action = ranks[row.Action] })],
            repeatedRows: 0,
            outOfOrderRows: 0);
    }
}
