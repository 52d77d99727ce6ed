using System.Globalization;
using InfluenceGraph.Tool.Commands;
using InfluenceGraph.Tool.Output;
using InfluenceGraph.Tool.Progress;

namespace InfluenceGraph.Tool.Sources;

/// <summary>CSV files, read anew at each run.</summary>
internal sealed class FileSource(FileNames names) : IDataSource
{
    public string Name => names.Ties;

    public bool IsDated => names.Consents is not null || names.Since is not null || names.Until is not null || names.LastContact is not null;

    public bool KeepsConsents => names.Consents is not null;

    public bool HasInteractions => names.Interactions is not null;

    public CustomerGraph<string> ReadGraph(CustomerGraphOptions rules, ToolRun run)
    {
        ConsentLedger<string>? consents = names.Consents is null ? null : ReadConsents(names.Consents, run);
        try
        {
            if (names is { Since: null, Until: null, LastContact: null } && consents is null)
            {
                return run.Show($"Reading {Path.GetFileName(names.Ties)}", tell => CustomerGraph.FromEdgeList<string>(
                    names.Ties,
                    o => o with
                    {
                        From = names.From,
                        To = names.To,
                        Permission = names.Permission is string permission ? permission : default(EdgeListColumn?),
                        Strength = names.Strength is string strength ? strength : default(EdgeListColumn?),
                        Direction = names.Direction,
                        Separator = names.Delimiter,
                        Header = EdgeListHeader.Present,
                        Graph = rules,
                    },
                    names.Customers is null ? null : Customers(run),
                    Reports.Rows(tell),
                    run.Stop).Graph);
            }

            return run.Show($"Reading {Path.GetFileName(names.Ties)}", tell =>
                names.Customers is null
                    ? CustomerGraph.FromTies(Ties(tell, run.Stop), _ => rules, consents, run.Stop)
                    : CustomerGraph.FromTies(Ties(tell, run.Stop), Customers(run), _ => rules, consents, run.Stop));
        }
        catch (CustomerDataException e)
        {
            throw ToolException.BadData(Told(e), e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw ToolException.BadData($"{names.Ties}: {Sentence.Of(e.Message)}", e);
        }
    }

    public IEnumerable<CustomerAction<string>> ReadInteractions(ToolRun run)
    {
        if (names.Interactions is null)
        {
            yield break;
        }

        using RowFile file = RowFile.Open(names.Interactions, names.Delimiter);
        int customer = file.Find("the customer", "customer");
        int action = file.Find("the action", "action");
        int at = file.Find("the moment", "at");
        while (file.Read())
        {
            yield return new(file.Key(customer), file.TextOf(action), file.Moment(at));
        }
    }

    public void SaveScores(string measure, IEnumerable<KeyValuePair<string, double>> scores, Receipt receipt) =>
        throw ToolException.WrongUse("--save keeps scores in a store; expected --store FILE.db with it, or --out FILE.csv for a file.");

    public void Dispose()
    {
    }

    private IEnumerable<Tie<string>> Ties(Action<double, string> tell, CancellationToken stop)
    {
        using RowFile file = RowFile.Open(names.Ties, names.Delimiter);
        int from = file.Find("--from", names.From);
        int to = file.Find("--to", names.To);
        int? permission = file.FindIfNamed("--permission", names.Permission);
        int? strength = file.FindIfNamed("--strength", names.Strength);
        int? since = file.FindIfNamed("--since", names.Since);
        int? until = file.FindIfNamed("--until", names.Until);
        int? contact = file.FindIfNamed("--last-contact", names.LastContact);
        var meter = new RowMeter(0, () => file.Fraction, tell, stop);
        while (file.Read())
        {
            meter.Count();
            if (permission is int column && file.IsEmpty(column))
            {
                continue;
            }

            var tie = new Tie<string>(
                file.Key(from),
                file.Key(to),
                permission is null ? 1 : file.Number(permission.Value),
                strength is null || file.IsEmpty(strength.Value) ? 1 : file.Number(strength.Value),
                file.MomentIfAny(since),
                file.MomentIfAny(until),
                file.MomentIfAny(contact));
            if (names.Direction is EdgeListDirection.FromReachesTo or EdgeListDirection.BothWays)
            {
                yield return tie;
            }

            if (names.Direction is EdgeListDirection.ToReachesFrom or EdgeListDirection.BothWays)
            {
                yield return tie with { From = tie.To, To = tie.From };
            }
        }
    }

    private IEnumerable<Customer<string>> Customers(ToolRun run)
    {
        using RowFile file = RowFile.Open(names.Customers!, names.Delimiter);
        int key = file.Find("--key", names.Key);
        int value = file.Find("--value", names.OwnValue);
        int? tags = file.FindIfNamed("--tags", names.Tags);
        string[] columns = file.ColumnNames();
        int[] others = [.. Enumerable.Range(0, columns.Length).Where(column => column != key && column != value && column != tags)];
        while (file.Read())
        {
            run.Stop.ThrowIfCancellationRequested();
            yield return new(file.Key(key), file.Number(value))
            {
                Attributes = others.Where(column => !file.IsEmpty(column)).ToDictionary(column => columns[column], file.TextOf, StringComparer.Ordinal),
                Tags = tags is null || file.IsEmpty(tags.Value) ? [] : [.. file.TextOf(tags.Value).Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(tag => new CustomerTag(tag))],
            };
        }
    }

    private ConsentLedger<string> ReadConsents(string path, ToolRun run) => run.Show($"Reading {Path.GetFileName(path)}", tell =>
    {
        var ledger = new ConsentLedger<string>();
        using RowFile file = RowFile.Open(path, names.Delimiter);
        int customer = file.Find("the customer", "customer");
        int purpose = file.Find("the purpose", "purpose");
        int channel = file.Find("the channel", "channel");
        int granted = file.Find("the answer", "granted");
        int from = file.Find("the beginning", "from");
        int until = file.Find("the end", "until");
        int source = file.Find("the source", "source");
        var meter = new RowMeter(0, () => file.Fraction, tell, run.Stop);
        while (file.Read())
        {
            meter.Count();
            string answer = file.TextOf(granted);
            bool isGranted = answer.ToUpperInvariant() switch
            {
                "TRUE" or "YES" or "1" => true,
                "FALSE" or "NO" or "0" => false,
                _ => throw file.Error($"column granted is '{answer}'; expected true or false"),
            };
            try
            {
                ledger.Record(new(
                    file.Key(customer),
                    new(file.TextOf(purpose)),
                    file.IsEmpty(channel) ? Channel.Any : new(file.TextOf(channel)),
                    isGranted,
                    file.Moment(from),
                    file.MomentIfAny(until),
                    file.TextOf(source)));
            }
            catch (ArgumentException e)
            {
                throw file.Error(e.Message);
            }
        }

        return ledger;
    });

    /// <summary>The library counts the rows it was given; here that place becomes a line of the file, and its options become ours.</summary>
    private string Told(CustomerDataException e)
    {
        if (e.Problem is null)
        {
            return e.Message;
        }

        string problem = e.Problem
            .Replace(nameof(CustomerGraphOptions.OnUnknownCustomer), "--unknown", StringComparison.Ordinal)
            .Replace(nameof(CustomerGraphOptions.OnSelfTie), "--self-ties", StringComparison.Ordinal)
            .Replace(nameof(CustomerGraphOptions.OnDuplicate), "--on-duplicate", StringComparison.Ordinal);
        string? path = e.Kind switch
        {
            RowKind.Tie => names.Ties,
            RowKind.Customer or RowKind.Tag or RowKind.Circle => names.Customers,
            _ => null,
        };
        long line = e.Line > 0 ? e.Line : path is null ? 0 : LineOf(path, e.Kind == RowKind.Tie, e.Row);
        return path is null ? e.Message : string.Create(CultureInfo.InvariantCulture, $"{path}{(line > 0 ? $", line {line}" : "")}: {Sentence.Of(problem)}");
    }

    /// <summary>Reads the file again: only when an error is to be explained, so that a run without errors keeps nothing for it.</summary>
    private long LineOf(string path, bool isTies, long row)
    {
        using RowFile file = RowFile.Open(path, names.Delimiter);
        int? permission = isTies ? file.FindIfNamed("--permission", names.Permission) : null;
        int ties = isTies && names.Direction == EdgeListDirection.BothWays ? 2 : 1;
        for (long seen = 0; file.Read();)
        {
            seen += permission is int column && file.IsEmpty(column) ? 0 : ties;
            if (seen >= row)
            {
                return file.Line;
            }
        }

        return 0;
    }
}
