using System.CommandLine;
using InfluenceGraph.Tool.Commands;
using InfluenceGraph.Tool.Sources;
using static InfluenceGraph.Tool.CommandLine.Options;

namespace InfluenceGraph.Tool.CommandLine;

/// <summary>Where the customers are, at what moment and for what purpose: the same options for every question.</summary>
internal sealed class SourceOptions
{
    private readonly Option<string?> _store = Text("--store", "FILE.db", "The store that holds customers, ties and consents.");

    private readonly SourceFileOptions _files = new();

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

    internal IReadOnlyList<OptionGroup> Groups =>
    [
        new("Which customers", [_store, _purpose, _channel, _ignoreConsent, _asOf, _onDuplicate, _unknown, _selfTies, _threads]),
        .. _files.Groups,
    ];

    internal void AddTo(Command command)
    {
        foreach (Option option in Groups.SelectMany(group => group.Options))
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
#pragma warning disable CA2000 // The ground owns it, and what fails before there is one disposes of it.
        IDataSource source = SourceOf(run);
#pragma warning restore CA2000
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

    private IDataSource SourceOf(ToolRun run)
    {
        Option<string?>[] sources = [_store, _files.Crm, _files.Ties];
        string given = string.Join(" and ", sources.Where(run.IsGiven).Select(option => option.Name));
        Require(sources.Count(run.IsGiven) == 1, $"{(given.Length == 0 ? "no source of customers is given" : $"{given} are given together")}; expected one of --store FILE.db, --crm FOLDER, or --ties FILE with --from and --to.");
        if (run.Get(_store) is string store)
        {
            Option? alone = _files.All.FirstOrDefault(run.IsGiven);
            Require(alone is null, $"{alone?.Name} is about files; expected --ties FILE with it, or --store alone.");
            return new StoreSource(store);
        }

        DataNames names = _files.Names(run);
        return names.Graph is null ? new RowsSource(names, run) : new GraphMlSource(names);
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
