using InfluenceGraph.Data;
using InfluenceGraph.Tool.Commands;
using InfluenceGraph.Tool.Output;
using InfluenceGraph.Tool.Progress;

namespace InfluenceGraph.Tool.Sources;

/// <summary>Rows of files or of a database, read anew at each run. A row that cannot be used ends the run; <c>import</c> is for data that is not clean yet.</summary>
internal sealed class RowsSource : IDataSource
{
    private readonly DataNames _names;
    private readonly string _tiesName;
    private readonly IRowPlace _place;
    private readonly ColumnChoice<TieMapping> _ties;
    private ColumnChoice<CustomerMapping>? _customers;

    internal RowsSource(DataNames names, ToolRun run)
    {
        _names = names;
        _tiesName = names.Ties!;
        _place = RowPlaces.Of(names, run.Host.Clock);
        try
        {
            // The header alone says whether anything is dated.
            using RowSource header = _place.Open(_tiesName, "ties");
            _ties = ColumnChoice.OfTies(names, header);
            TellGuesses(_tiesName, _ties, run);
        }
        catch
        {
            _place.Dispose();
            throw;
        }
    }

    public string Name => _place.Shown(_tiesName);

    public bool IsDated => _names.Consents is not null || _ties.Mapping is { Since: not null } or { Until: not null } or { LastContact: not null };

    public bool KeepsConsents => _names.Consents is not null;

    public bool HasInteractions => _names.Interactions is not null;

    public IReadOnlyList<ScoreRun> ScoreRuns => [];

    public CustomerGraph<string> ReadGraph(Func<CustomerGraphOptions, CustomerGraphOptions> rules, ToolRun run)
    {
        var standard = new CustomerGraphOptions();
        CustomerGraphOptions options = rules(_names.Customers is null ? standard with { OnUnknownCustomer = UnknownCustomerRule.Add, UnknownOwnValue = 1 } : standard);
        try
        {
            ConsentLedger<string>? consents = _names.Consents is null ? null : ReadConsents(run);
            return (IsEdgeList && consents is null ? ReadEdgeList(options, run) : null) ?? ReadRows(options, consents, run);
        }
        catch (CustomerDataException e)
        {
            throw ToolException.BadData(Told(e, run), e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw ToolException.BadData($"{Name}: {Sentence.Of(e.Message)}", e);
        }
    }

    /// <summary>Blocks of lines are read by all threads. A line that is refused is left to the other reader, which knows empty cells and says more of what is wrong.</summary>
    private CustomerGraph<string>? ReadEdgeList(CustomerGraphOptions options, ToolRun run)
    {
        using RowSource? customers = OpenCustomers();
        IEnumerable<Customer<string>>? people = customers is null ? null : ReadCustomers(customers, run);
        try
        {
            return run.Show($"Reading {Path.GetFileName(Name)}", tell => CustomerGraph.FromEdgeList<string>(
                _tiesName, _ => EdgeList with { Graph = options }, people, Reports.Rows(tell), run.Stop).Graph);
        }
        catch (CustomerDataException e) when (e.Line > 0)
        {
            return null;
        }
    }

    private CustomerGraph<string> ReadRows(CustomerGraphOptions options, ConsentLedger<string>? consents, ToolRun run)
    {
        using RowSource? customers = OpenCustomers();
        IEnumerable<Customer<string>>? people = customers is null ? null : ReadCustomers(customers, run);
        using RowSource ties = _place.Open(_tiesName, "ties");
        return run.Show($"Reading {Path.GetFileName(Name)}", tell =>
        {
            IEnumerable<Tie<string>> rows = ties.ReadTies<string>(_ties.Mapping, Strict, Reports.Rows(tell), run.Stop);
            return people is null
                ? CustomerGraph.FromTies(rows, _ => options, consents, run.Stop)
                : CustomerGraph.FromTies(rows, people, _ => options, consents, run.Stop);
        });
    }

    private RowSource? OpenCustomers() => _names.Customers is null ? null : _place.Open(_names.Customers, "customers");

    public IEnumerable<CustomerAction<string>> ReadInteractions(ToolRun run)
    {
        if (_names.Interactions is null)
        {
            yield break;
        }

        using RowSource source = _place.Open(_names.Interactions, "interactions");
        foreach (CustomerAction<string> action in source.ReadInteractions<string>(ColumnChoice.OfInteractions(_names, source).Mapping, Strict, progress: null, run.Stop))
        {
            yield return action;
        }
    }

    public void SaveScores(string measure, IEnumerable<KeyValuePair<string, double>> scores, Receipt receipt) => _place.SaveScores(measure, scores, receipt);

    public void Dispose() => _place.Dispose();

    /// <summary>Whether the fast reader takes it: plain text in UTF-8 with shares and points, and nothing dated.</summary>
    private bool IsEdgeList =>
        _names.Database is null && !FilePlace.IsParquet(_tiesName)
        && _ties.Mapping is { Since: null, Until: null, LastContact: null } mapping && mapping.Scale == PermissionScale.Share
        && _names.Formats is { DecimalSign: '.', ThousandsSign: null } && _names.Formats.Empty.Count == new CellFormats().Empty.Count
        && !IsUtf16(_tiesName);

    private EdgeListOptions EdgeList => new()
    {
        From = _ties.Mapping.From,
        To = _ties.Mapping.To,
        Direction = _ties.Mapping.Direction,
        Permission = _ties.Mapping.Permission,
        Strength = _ties.Mapping.Strength,
        Separator = _names.Files.Separator,
        Header = _names.Files.Header,
        SkipLines = _names.Files.SkipLines,
    };

    /// <summary>The other encoding is told by its byte order mark.</summary>
    private static bool IsUtf16(string path)
    {
        using FileStream file = File.OpenRead(path);
        return (file.ReadByte(), file.ReadByte()) is (0xFF, 0xFE) or (0xFE, 0xFF);
    }

    private static ImportOptions Strict(ImportOptions options) => options with { MaxRejects = 0 };

    private RowReading<Customer<string>> ReadCustomers(RowSource source, ToolRun run)
    {
        if (_customers is null)
        {
            _customers = ColumnChoice.OfCustomers(_names, source);
            TellGuesses(_names.Customers!, _customers, run);
        }

        return source.ReadCustomers<string>(_customers.Mapping, Strict, progress: null, run.Stop);
    }

    /// <summary>What was typed need not be repeated.</summary>
    private void TellGuesses<TMapping>(string what, ColumnChoice<TMapping> columns, ToolRun run)
    {
        if (columns.Guessed.Count > 0)
        {
            run.TellColumns(_place.Shown(what), columns);
        }
    }

    private ConsentLedger<string> ReadConsents(ToolRun run) => run.Show($"Reading {Path.GetFileName(_place.Shown(_names.Consents!))}", tell =>
    {
        using RowSource source = _place.Open(_names.Consents!, "consents");
        var ledger = new ConsentLedger<string>();
        foreach (Consent<string> consent in source.ReadConsents<string>(ColumnChoice.OfConsents(_names, source).Mapping, Strict, Reports.Rows(tell), run.Stop))
        {
            ledger.Record(consent);
        }

        return ledger;
    });

    /// <summary>The library counts the rows it was given; here that place becomes a line of the file.</summary>
    private string Told(CustomerDataException e, ToolRun run) => e.Line == 0 && e.Kind == RowKind.Tie && TieAt(e.Row, run) is (string place, Tie<string> tie)
        ? $"{Name}, {place}: {Sentence.Of(e.Message)}{(_names.Customers is null ? "" : WhoWasMeant(tie, run))}"
        : Sentence.Of(e.Message);

    /// <summary>Reads the ties again: only when an error is to be explained, so that a run without errors keeps nothing for it.</summary>
    private (string Place, Tie<string> Tie)? TieAt(long row, ToolRun run)
    {
        using RowSource source = _place.Open(_tiesName, "ties");
        long seen = 0;
        foreach (Tie<string> tie in source.ReadTies<string>(_ties.Mapping, Strict, progress: null, run.Stop))
        {
            if (++seen == row)
            {
                return (source.Place, tie);
            }
        }

        return null;
    }

    /// <summary>Of a tie to somebody unknown: one more blank or another capital makes another key, and a column of keys that was told from the header may be another one.</summary>
    private string WhoWasMeant(Tie<string> tie, ToolRun run)
    {
        string shown = _place.Shown(_names.Customers!);
        using RowSource source = OpenCustomers()!;
        ColumnChoice<CustomerMapping> columns = ColumnChoice.OfCustomers(_names, source);
        string[] keys = [.. source.ReadCustomers<string>(columns.Mapping, Strict, progress: null, run.Stop).Select(customer => customer.Key)];
        string[] unknown = [.. new[] { tie.From, tie.To }.Where(key => !keys.Contains(key, StringComparer.Ordinal))];
        string[] alike = [.. keys.Where(key => unknown.Any(other => string.Equals(key.Trim(), other.Trim(), StringComparison.OrdinalIgnoreCase))).Select(key => $"'{key}'")];
        return alike.Length > 0 ? $" {shown} has {string.Join(", ", alike)}."
            : unknown.Length > 0 && columns.Guessed.Contains("--key", StringComparer.Ordinal) ? $" {shown} is read by --key {columns.Mapping.Key.Name}; name another column where customers stand in that."
            : "";
    }
}
