using System.CommandLine;
using System.Globalization;
using InfluenceGraph.Data;
using InfluenceGraph.Tool.Commands;
using InfluenceGraph.Tool.Sources;
using static InfluenceGraph.Tool.CommandLine.Options;

namespace InfluenceGraph.Tool.CommandLine;

/// <summary>Which files, tables or queries hold the customers, and which columns are what.</summary>
internal sealed class SourceFileOptions
{
    internal Option<string?> Crm { get; } = Text("--crm", "FOLDER", "A folder with customers.csv, ties.csv, consents.csv, interactions.csv, as generate and export write them; or a file that ends in .graphml.");

    internal Option<string?> Ties { get; } = Text("--ties", "FILE", "Who can reach whom, one row a tie: CSV, TSV or columns between blanks, packed by gzip or not, or .parquet where DuckDB's library is found. With --database: a table or a query.");

    private readonly Option<string?> _from = Text("--from", "COLUMN", "Column of the customer who can reach the other one, by its name or its number from 1. Never guessed.");

    private readonly Option<string?> _to = Text("--to", "COLUMN", "Column of the customer who is reached, and granted the permission. Never guessed.");

    private readonly Option<TieDirection> _direction = Choice<TieDirection>("--direction", "Which way a row speaks: 'ann follows bob' means that bob reaches ann, to-reaches-from.", TieDirection.FromReachesTo);

    private readonly Option<string?> _permission = Text("--permission", "COLUMN", "Column of the permission; 0 is an explicit no, an empty cell no tie. [default: told from the header; where there is none, 1]");

    private readonly Option<PermissionScale?> _scale = Reference(
        "--scale", "SCALE", "What a permission is written in: share (0 to 1), percent, yes-no, or words as in high=0.9,low=0.2. [default: share, or percent where the column's name says so]", Scales.Expected, Scales.TryParse);

    private readonly Option<string?> _strength = Text("--strength", "COLUMN", "Column of the strength, 0 or more; an empty cell counts 1. [default: told from the header; where there is none, 1]");

    private readonly Option<string?> _since = Text("--since", "COLUMN", "Column of the moment from which a tie holds. [default: told from the header]");

    private readonly Option<string?> _until = Text("--until", "COLUMN", "Column of the moment until which a tie holds. [default: told from the header]");

    private readonly Option<string?> _lastContact = Text("--last-contact", "COLUMN", "Column of the last contact of the two. [default: told from the header]");

    private readonly Option<string?> _customers = Text("--customers", "FILE", "The customers and their own values: a file, or with --database a table or a query. [absent: the ties make the customers, and each counts 1]");

    private readonly Option<string?> _key = Text("--key", "COLUMN", "Column of the customer, in --customers. [default: told from the header]");

    private readonly Option<string?> _value = Text("--value", "COLUMN", "Column of the own value in money, in --customers. [default: told from the header; where there is none, each counts 1]");

    private readonly Option<double?> _emptyValue = NumberOrNone("--empty-value", "N", "What a customer counts whose own value is an empty cell. [default: such a row is rejected]", value => value >= 0 && double.IsFinite(value), "a number, 0 or more");

    private readonly Option<string?> _tags = Text("--tags", "COLUMN", "Column of the tags, in --customers, with | between them. Other columns become attributes. [default: told from the header]");

    private readonly Option<string?> _consents = Text("--consents", "FILE", "Who consented to what: customer, purpose, channel, granted, from, until, source.");

    private readonly Option<string?> _interactions = Text("--interactions", "FILE", "Who did what, when: customer, action, at.");

    private readonly Option<string?> _database = Text(
        "--database", "CONNECTION", "Read tables and queries instead of files: postgresql://user@host/database, with the password in PGPASSWORD or ~/.pgpass, or a file of SQLite. Then --ties, --customers, --consents and --interactions name tables, or are queries such as 'select a, b from trust'.");

    private readonly Option<char?> _delimiter = Character("--delimiter", "CHAR", "What stands between cells: one character, or tab. [default: told from the file]", standard: null);

    private readonly Option<int?> _skipLines = CountOrNone("--skip-lines", "N", "How many lines of a file to pass over before its header, such as a title. [default: 0]", least: 0);

    private readonly Option<char?> _decimalSign = Character("--decimal-sign", "CHAR", "What stands before decimals: a comma for 1234,50. [default: .]", standard: null, ".,");

    private readonly Option<char?> _thousands = Character("--thousands", "CHAR", "What stands between thousands: a point for 1.234,50. [default: nothing may]", standard: null, ".,' ");

    private readonly Option<string[]> _dates = Several("--dates", "FORMAT", "How dates are written: iso, unix, unix-ms, or a pattern such as dd.MM.yyyy or 'MM/dd/yyyy HH:mm'; may be given several times. [default: iso]");

    private readonly Option<TimeSpan?> _offset = OrNone<TimeSpan>("--offset", "HH:MM", "How far times without a zone are ahead of UTC, as in 02:00 or -05:00. [default: 0]", "hours and minutes such as 02:00 or -05:00", OffsetOf);

    private readonly Option<string[]> _empty = Several("--empty", "TEXT", "A text that means an empty cell, such as n/a; may be given several times. NULL and \\N do in any case.");

    internal IReadOnlyList<OptionGroup> Groups =>
    [
        new("Where rows are", [Crm, Ties, _customers, _consents, _interactions, _database]),
        new("Which columns are what", [_from, _to, _direction, _permission, _scale, _strength, _since, _until, _lastContact, _key, _value, _emptyValue, _tags]),
        new("How cells are written", [_delimiter, _skipLines, _decimalSign, _thousands, _dates, _offset, _empty]),
    ];

    internal IReadOnlyList<Option> All => [.. Groups.SelectMany(group => group.Options)];

    internal void AddTo(Command command)
    {
        foreach (Option option in All)
        {
            command.Add(option);
        }
    }

    /// <summary>What is named; at least one thing is.</summary>
    internal DataNames Names(ToolRun run)
    {
        if (run.Get(Crm) is string crm)
        {
            return Whole(run, crm);
        }

        Require(new Option[] { Ties, _customers, _consents, _interactions }.Any(run.IsGiven), "no source is given; expected --crm FOLDER, or --ties FILE with --from and --to, --customers FILE, --consents FILE or --interactions FILE.");
        RequireWith(run, Ties, [_from, _to, _direction, _permission, _scale, _strength, _since, _until, _lastContact]);
        RequireWith(run, _customers, [_key, _value, _emptyValue, _tags]);
        return new()
        {
            Database = run.Get(_database),
            Ties = run.Get(Ties),
            Customers = run.Get(_customers),
            Consents = run.Get(_consents),
            Interactions = run.Get(_interactions),
            Files = new() { Separator = run.Get(_delimiter), SkipLines = run.Get(_skipLines) ?? 0 },
            Formats = FormatsOf(run),
            From = run.Get(_from),
            To = run.Get(_to),
            Direction = run.Get(_direction),
            Permission = run.Get(_permission),
            Scale = run.Get(_scale),
            Strength = run.Get(_strength),
            Since = run.Get(_since),
            Until = run.Get(_until),
            LastContact = run.Get(_lastContact),
            Key = run.Get(_key),
            OwnValue = run.Get(_value),
            EmptyValue = run.Get(_emptyValue),
            Tags = run.Get(_tags),
        };
    }

    /// <summary>Customers and ties at once: a folder, whose columns are known, or a graph file, whose columns may be named.</summary>
    private DataNames Whole(ToolRun run, string crm)
    {
        Option[] columns = [_direction, _permission, _strength, _since, _until, _lastContact, _value, _tags];
        bool isGraph = string.Equals(Path.GetExtension(crm.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? crm[..^3] : crm), ".graphml", StringComparison.OrdinalIgnoreCase);
        Option? other = All.FirstOrDefault(option => option != Crm && run.IsGiven(option) && !(isGraph && columns.Contains(option)));
        Require(other is null, $"--crm and {other?.Name} are given together; expected a folder, or files by --ties and --customers.");
        return !isGraph ? DataNames.OfFolder(crm) : new()
        {
            Graph = crm,
            Direction = run.Get(_direction),
            Permission = run.Get(_permission),
            Strength = run.Get(_strength),
            Since = run.Get(_since),
            Until = run.Get(_until),
            LastContact = run.Get(_lastContact),
            OwnValue = run.Get(_value),
            Tags = run.Get(_tags),
        };
    }

    private CellFormats FormatsOf(ToolRun run)
    {
        var standard = new CellFormats();
        return standard with
        {
            DecimalSign = run.Get(_decimalSign) ?? standard.DecimalSign,
            ThousandsSign = run.Get(_thousands),
            Dates = run.IsGiven(_dates) ? run.Get(_dates) : standard.Dates,
            Offset = run.Get(_offset) ?? standard.Offset,
            Empty = [.. standard.Empty, .. run.Get(_empty)],
        };
    }

    private static TimeSpan? OffsetOf(string text) =>
        TimeSpan.TryParseExact(text.TrimStart('+', '-'), ["h\\:mm", "hh\\:mm", "hh"], CultureInfo.InvariantCulture, out TimeSpan offset) && offset <= TimeSpan.FromHours(14)
            ? text.StartsWith('-') ? -offset : offset
            : null;

    private static void RequireWith(ToolRun run, Option<string?> file, Option[] columns)
    {
        Option? alone = columns.FirstOrDefault(run.IsGiven);
        Require(alone is null || run.IsGiven(file), $"{alone?.Name} is about {file.Name}; expected {file.Name} FILE with it.");
    }

    private static void Require(bool condition, string error)
    {
        if (!condition)
        {
            throw ToolException.WrongUse(error);
        }
    }
}
