using InfluenceGraph.Data;
using InfluenceGraph.Tool.Commands;
using InfluenceGraph.Tool.Output;
using InfluenceGraph.Tool.Progress;

namespace InfluenceGraph.Tool.Sources;

/// <summary>Files of rows, read anew at each run. A row that cannot be used ends the run; <c>import</c> is for data that is not clean yet.</summary>
internal sealed class FileSource(FileNames names) : IDataSource
{
    public string Name => names.Ties!;

    public bool IsDated => names.Consents is not null || names.Since is not null || names.Until is not null || names.LastContact is not null;

    public bool KeepsConsents => names.Consents is not null;

    public bool HasInteractions => names.Interactions is not null;

    public IReadOnlyList<ScoreRun> ScoreRuns => [];

    public CustomerGraph<string> ReadGraph(Func<CustomerGraphOptions, CustomerGraphOptions> rules, ToolRun run)
    {
        var standard = new CustomerGraphOptions();
        CustomerGraphOptions options = rules(names.Customers is null ? standard with { OnUnknownCustomer = UnknownCustomerRule.Add, UnknownOwnValue = 1 } : standard);
        try
        {
            ConsentLedger<string>? consents = names.Consents is null ? null : ReadConsents(run);
            using RowSource? customers = names.Customers is null ? null : names.Open(names.Customers);
            IEnumerable<Customer<string>>? people = customers?.ReadCustomers<string>(names.CustomerMapping, Strict, progress: null, run.Stop);
            if (names is { Since: null, Until: null, LastContact: null } && consents is null && !IsUtf16(names.Ties!))
            {
                // Blocks of lines are read by all threads.
                return run.Show($"Reading {Path.GetFileName(names.Ties)}", tell => CustomerGraph.FromEdgeList<string>(
                    names.Ties!, _ => names.EdgeList with { Graph = options }, people, Reports.Rows(tell), run.Stop).Graph);
            }

            using RowSource ties = names.Open(names.Ties!);
            return run.Show($"Reading {Path.GetFileName(names.Ties)}", tell =>
            {
                IEnumerable<Tie<string>> rows = ties.ReadTies<string>(names.TieMapping, Strict, Reports.Rows(tell), run.Stop);
                return people is null
                    ? CustomerGraph.FromTies(rows, _ => options, consents, run.Stop)
                    : CustomerGraph.FromTies(rows, people, _ => options, consents, run.Stop);
            });
        }
        catch (CustomerDataException e)
        {
            throw ToolException.BadData(Told(e, run), e);
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

        using RowSource source = names.Open(names.Interactions);
        foreach (CustomerAction<string> action in source.ReadInteractions<string>(InteractionMapping.Guess(source.Columns), Strict, progress: null, run.Stop))
        {
            yield return action;
        }
    }

    public void SaveScores(string measure, IEnumerable<KeyValuePair<string, double>> scores, Receipt receipt) =>
        throw ToolException.WrongUse("--save keeps scores in a store; expected --store FILE.db with it, or --out FILE.csv for a file.");

    public void Dispose()
    {
    }

    /// <summary>The fast reader takes UTF-8 only; the other one is told by its byte order mark.</summary>
    private static bool IsUtf16(string path)
    {
        using FileStream file = File.OpenRead(path);
        return (file.ReadByte(), file.ReadByte()) is (0xFF, 0xFE) or (0xFE, 0xFF);
    }

    private static ImportOptions Strict(ImportOptions options) => options with { MaxRejects = 0 };

    private ConsentLedger<string> ReadConsents(ToolRun run) => run.Show($"Reading {Path.GetFileName(names.Consents)}", tell =>
    {
        using RowSource source = names.Open(names.Consents!);
        var ledger = new ConsentLedger<string>();
        foreach (Consent<string> consent in source.ReadConsents<string>(ConsentMapping.Guess(source.Columns), Strict, Reports.Rows(tell), run.Stop))
        {
            ledger.Record(consent);
        }

        return ledger;
    });

    /// <summary>The library counts the rows it was given; here that place becomes a line of the file, and its options become ours.</summary>
    private string Told(CustomerDataException e, ToolRun run)
    {
        string message = e.Message
            .Replace(nameof(CustomerGraphOptions.OnUnknownCustomer), "--unknown", StringComparison.Ordinal)
            .Replace(nameof(CustomerGraphOptions.OnSelfTie), "--self-ties", StringComparison.Ordinal)
            .Replace(nameof(CustomerGraphOptions.OnDuplicate), "--on-duplicate", StringComparison.Ordinal);
        return e.Line == 0 && e.Kind == RowKind.Tie && PlaceOf(e.Row, run) is string place
            ? $"{names.Ties}, {place}: {Sentence.Of(message)}"
            : Sentence.Of(message);
    }

    /// <summary>Reads the file again: only when an error is to be explained, so that a run without errors keeps nothing for it.</summary>
    private string? PlaceOf(long row, ToolRun run)
    {
        using RowSource source = names.Open(names.Ties!);
        long seen = 0;
        foreach (Tie<string> _ in source.ReadTies<string>(names.TieMapping, Strict, progress: null, run.Stop))
        {
            if (++seen == row)
            {
                return source.Place;
            }
        }

        return null;
    }
}
