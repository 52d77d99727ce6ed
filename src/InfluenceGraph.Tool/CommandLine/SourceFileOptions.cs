using System.CommandLine;
using InfluenceGraph.Data;
using InfluenceGraph.Tool.Commands;
using InfluenceGraph.Tool.Sources;
using static InfluenceGraph.Tool.CommandLine.Options;

namespace InfluenceGraph.Tool.CommandLine;

/// <summary>Which files hold the customers, and which columns are what.</summary>
internal sealed class SourceFileOptions
{
    internal Option<string?> Crm { get; } = Text("--crm", "FOLDER", "A folder with customers.csv, ties.csv, consents.csv, interactions.csv, as generate and export write them.");

    internal Option<string?> Ties { get; } = Text("--ties", "FILE", "Who can reach whom, one row a tie: CSV, TSV or columns between blanks, packed by gzip or not.");

    private readonly Option<string?> _from = Text("--from", "COLUMN", "Column of the customer who can reach the other one, by its name or its number from 1. Never guessed.");

    private readonly Option<string?> _to = Text("--to", "COLUMN", "Column of the customer who is reached, and granted the permission. Never guessed.");

    private readonly Option<TieDirection> _direction = Choice<TieDirection>("--direction", "Which way a row speaks: 'ann follows bob' means that bob reaches ann, to-reaches-from.", TieDirection.FromReachesTo);

    private readonly Option<string?> _permission = Text("--permission", "COLUMN", "Column of the permission, 0 (an explicit no) to 1; an empty cell means no tie. [not named: 1]");

    private readonly Option<string?> _strength = Text("--strength", "COLUMN", "Column of the strength, 0 or more; an empty cell counts 1. [not named: 1]");

    private readonly Option<string?> _since = Text("--since", "COLUMN", "Column of the moment from which a tie holds.");

    private readonly Option<string?> _until = Text("--until", "COLUMN", "Column of the moment until which a tie holds.");

    private readonly Option<string?> _lastContact = Text("--last-contact", "COLUMN", "Column of the last contact of the two.");

    private readonly Option<string?> _customers = Text("--customers", "FILE", "The customers and their own values. [absent: the ties make the customers, and each counts 1]");

    private readonly Option<string> _key = Text("--key", "COLUMN", "Column of the customer, in --customers.", "customer");

    private readonly Option<string> _value = Text("--value", "COLUMN", "Column of the own value in money, in --customers.", "own_value");

    private readonly Option<string?> _tags = Text("--tags", "COLUMN", "Column of the tags, in --customers, with | between them. Other columns become attributes.");

    private readonly Option<string?> _consents = Text("--consents", "FILE", "Who consented to what: customer, purpose, channel, granted, from, until, source.");

    private readonly Option<string?> _interactions = Text("--interactions", "FILE", "Who did what, when: customer, action, at.");

    private readonly Option<char?> _delimiter = Character("--delimiter", "CHAR", "What stands between cells: one character, or tab. [default: told from the file]", standard: null);

    internal IReadOnlyList<Option> All =>
    [
        Crm, Ties, _from, _to, _direction, _permission, _strength, _since, _until, _lastContact, _customers, _key, _value, _tags, _consents, _interactions, _delimiter,
    ];

    internal void AddTo(Command command)
    {
        foreach (Option option in All)
        {
            command.Add(option);
        }
    }

    /// <summary>The files that are named; at least one is.</summary>
    internal FileNames Names(ToolRun run)
    {
        if (run.Get(Crm) is string folder)
        {
            Option? other = All.FirstOrDefault(option => option != Crm && run.IsGiven(option));
            Require(other is null, $"--crm and {other?.Name} are given together; expected a folder, or files.");
            return FileNames.OfFolder(folder);
        }

        Require(All.Take(2).Concat([_customers, _consents, _interactions]).Any(run.IsGiven), "no file is given; expected --crm FOLDER, or --ties FILE with --from and --to, --customers FILE, --consents FILE or --interactions FILE.");
        RequireWith(run, Ties, [_from, _to, _direction, _permission, _strength, _since, _until, _lastContact]);
        RequireWith(run, _customers, [_key, _value, _tags]);
        bool hasTies = run.Get(Ties) is not null;
        return new()
        {
            Ties = run.Get(Ties),
            Customers = run.Get(_customers),
            Consents = run.Get(_consents),
            Interactions = run.Get(_interactions),
            Delimiter = run.Get(_delimiter),
            From = hasTies ? Direction(run, _from, "can reach the other one") : "",
            To = hasTies ? Direction(run, _to, "is reached, and granted the permission") : "",
            Direction = run.Get(_direction),
            Permission = run.Get(_permission),
            Strength = run.Get(_strength),
            Since = run.Get(_since),
            Until = run.Get(_until),
            LastContact = run.Get(_lastContact),
            Key = run.Get(_key),
            OwnValue = run.Get(_value),
            Tags = run.Get(_tags),
        };
    }

    private static void RequireWith(ToolRun run, Option<string?> file, Option[] columns)
    {
        Option? alone = columns.FirstOrDefault(run.IsGiven);
        Require(alone is null || run.IsGiven(file), $"{alone?.Name} names a column; expected {file.Name} FILE with it.");
    }

    private string Direction(ToolRun run, Option<string?> option, string meaning)
    {
        if (run.Get(option) is string column)
        {
            return column;
        }

        string ties = run.Get(Ties)!;
        using RowSource file = new FileNames { Delimiter = run.Get(_delimiter) }.Open(ties);
        throw ToolException.WrongUse($"{option.Name} is missing; expected the column of the customer who {meaning}. It is never guessed, because a direction turned round gives a wrong answer that looks right. {ties} has {(file.Columns.Count > 0 ? string.Join(", ", file.Columns) : $"{file.ColumnCount} columns without names: give a number, from 1")}.");
    }

    private static void Require(bool condition, string error)
    {
        if (!condition)
        {
            throw ToolException.WrongUse(error);
        }
    }
}
