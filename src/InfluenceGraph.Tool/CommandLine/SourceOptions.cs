using System.CommandLine;
using InfluenceGraph.Data;
using InfluenceGraph.Tool.Commands;
using InfluenceGraph.Tool.Sources;
using static InfluenceGraph.Tool.CommandLine.Options;

namespace InfluenceGraph.Tool.CommandLine;

/// <summary>Where the customers are, at what moment and for what purpose: the same options for every question.</summary>
internal sealed class SourceOptions
{
    private readonly Option<string?> _store = Text("--store", "FILE.db", "The store that holds customers, ties and consents.");

    private readonly Option<string?> _crm = Text("--crm", "FOLDER", "A folder with customers.csv, ties.csv, consents.csv, interactions.csv, as generate and export write them.");

    private readonly Option<string?> _ties = Text("--ties", "FILE", "Who can reach whom, one row a tie: CSV, TSV or columns between blanks, packed by gzip or not.");

    private readonly Option<string?> _from = Text("--from", "COLUMN", "Column of the customer who can reach the other one, by its name or its number from 1. Never guessed.");

    private readonly Option<string?> _to = Text("--to", "COLUMN", "Column of the customer who is reached, and granted the permission. Never guessed.");

    private readonly Option<EdgeListDirection> _direction = Choice<EdgeListDirection>("--direction", "Which way a row speaks: 'ann follows bob' means that bob reaches ann, to-reaches-from.", EdgeListDirection.FromReachesTo);

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

    private readonly Option<char?> _delimiter = Character("--delimiter", "CHAR", "What stands between cells: one character, or tab. [default: told from the file]", standard: null);

    private readonly Option<TieMerge> _onDuplicate = Choice<TieMerge>("--on-duplicate", "What several rows for one pair mean.", TieMerge.Sum);

    private readonly Option<UnknownCustomerRule> _unknown = Choice<UnknownCustomerRule>("--unknown", "What a tie to somebody who is not among the customers means.", UnknownCustomerRule.Refuse);

    private readonly Option<SelfTieRule> _selfTies = Choice<SelfTieRule>("--self-ties", "What a tie to oneself means.", SelfTieRule.Skip);

    private readonly Option<string> _purpose = Text("--purpose", "WORD", "For what the answer is wanted: only customers who consented to it take part.", "score");

    private readonly Option<string?> _channel = Text("--channel", "WORD", "On which channel they must have consented. [default: any]");

    private readonly Option<string?> _ignoreConsent = Text("--ignore-consent", "REASON", "Let everybody take part; the reason stands in the receipt.");

    private readonly Option<DateTimeOffset?> _asOf;

    private readonly Option<int?> _threads = CountOrNone("--threads", "N", "How many threads compute. The answer is the same for any number. [default: one per processor]", least: 1);

    private readonly TimeProvider _clock;

    internal SourceOptions(TimeProvider clock)
    {
        _clock = clock;
        _asOf = Moment("--as-of", "The moment for which permissions and consents hold. [default: now, where anything is dated]", clock);
    }

    internal IReadOnlyList<Option> All =>
    [
        _store, _crm, _ties, _from, _to, _direction, _permission, _strength, _since, _until, _lastContact, _customers, _key, _value, _tags, _consents,
        _delimiter, _onDuplicate, _unknown, _selfTies, _purpose, _channel, _ignoreConsent, _asOf, _threads,
    ];

    internal void AddTo(Command command)
    {
        foreach (Option option in All)
        {
            command.Add(option);
        }
    }

    internal int? Threads(ToolRun run) => run.Get(_threads);

    /// <summary>The file of the store, where one is asked.</summary>
    internal string? StoreOf(ToolRun run) => run.Get(_store);

    internal DateTimeOffset? AsOf(ToolRun run) => run.Get(_asOf);

    /// <summary>Reads the graph and takes the view that is asked for.</summary>
    internal Ground Open(ToolRun run)
    {
        IDataSource source = SourceOf(run);
        try
        {
            DateTimeOffset? asOf = run.Get(_asOf) ?? (source.IsDated ? _clock.GetUtcNow() : null);
            CustomerGraph<string> graph = source.ReadGraph(standard => Rules(standard, run, asOf), run);
            var ground = new Ground(source, graph, asOf, Channel(run), run.Get(_ignoreConsent));
            Require(source.KeepsConsents || !(run.IsGiven(_purpose) || run.IsGiven(_channel) || run.IsGiven(_ignoreConsent)), $"{(run.IsGiven(_purpose) ? "--purpose" : run.IsGiven(_channel) ? "--channel" : "--ignore-consent")} is given, but {source.Name} keeps no consents; expected --consents FILE with it.");
            ground.View = ground.For(new(run.Get(_purpose)));
            return ground;
        }
        catch
        {
            source.Dispose();
            throw;
        }
    }

    internal IDataSource SourceOf(ToolRun run)
    {
        Option<string?>[] sources = [_store, _crm, _ties];
        string given = string.Join(" and ", sources.Where(run.IsGiven).Select(option => option.Name));
        Require(sources.Count(run.IsGiven) == 1, $"{(given.Length == 0 ? "no source of customers is given" : $"{given} are given together")}; expected one of --store FILE.db, --crm FOLDER, or --ties FILE with --from and --to.");
        Option? alone = FileOptions.FirstOrDefault(run.IsGiven);
        Require(run.Get(_ties) is not null || alone is null, $"{alone?.Name} is about files; expected --ties FILE with it.");
        if (run.Get(_store) is string store)
        {
            return new StoreSource(store);
        }

        FileNames names = run.Get(_crm) is string folder ? FileNames.OfFolder(folder) : Names(run);
        return new FileSource(names);
    }

    private IEnumerable<Option> FileOptions => [_from, _to, _direction, _permission, _strength, _since, _until, _lastContact, _customers, _key, _value, _tags, _consents, _delimiter];

    private FileNames Names(ToolRun run) => new()
    {
        Ties = run.Get(_ties)!,
        Customers = run.Get(_customers),
        Consents = run.Get(_consents),
        Delimiter = run.Get(_delimiter),
        From = Direction(run, _from, "can reach the other one"),
        To = Direction(run, _to, "is reached, and granted the permission"),
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

    private string Direction(ToolRun run, Option<string?> option, string meaning)
    {
        if (run.Get(option) is string column)
        {
            return column;
        }

        string ties = run.Get(_ties)!;
        using RowSource file = new FileNames { Delimiter = run.Get(_delimiter) }.Open(ties);
        throw ToolException.WrongUse($"{option.Name} is missing; expected the column of the customer who {meaning}. It is never guessed, because a direction turned round gives a wrong answer that looks right. {ties} has {(file.Columns.Count > 0 ? string.Join(", ", file.Columns) : $"{file.ColumnCount} columns without names: give a number, from 1")}.");
    }

    private CustomerGraphOptions Rules(CustomerGraphOptions standard, ToolRun run, DateTimeOffset? asOf) => standard with
    {
        OnDuplicate = run.Get(_onDuplicate),
        OnSelfTie = run.Get(_selfTies),
        OnUnknownCustomer = run.IsGiven(_unknown) ? run.Get(_unknown) : standard.OnUnknownCustomer,
        AsOf = asOf,
        Threads = run.Get(_threads),
    };

    private Channel? Channel(ToolRun run) => run.Get(_channel) is string channel ? new Channel(channel) : null;

    private static void Require(bool condition, string error)
    {
        if (!condition)
        {
            throw ToolException.WrongUse(error);
        }
    }
}
