using System.CommandLine;
using InfluenceGraph.Tool.Generate;
using InfluenceGraph.Tool.Output;
using static InfluenceGraph.Tool.CommandLine.Options;

namespace InfluenceGraph.Tool.Commands;

/// <summary>Makes a synthetic CRM.</summary>
internal sealed class GenerateCommand : ToolCommand
{
    private readonly Argument<string?> _folder = new("FOLDER") { Description = "A new folder for the files.", Arity = ArgumentArity.ZeroOrOne };

    private readonly Option<string?> _store = Text("--store", "FILE.db", "Make a new store instead of files: customers, ties, consents and interactions.");

    private readonly Option<int> _customers = Count("--customers", "N", "How many customers.", 1000, least: 1);

    private readonly Option<int> _seed = Count("--seed", "N", "Another seed makes another CRM; the same seed makes the same bytes.", 1, least: 0);

    private readonly Option<double> _ties = Number("--ties-per-customer", "N", "About how many rows of ties there are for each customer.", 8, ties => ties is >= 0.5 and <= 200, "a number from 0.5 to 200");

    private readonly Option<double> _mixing = Number("--mixing", "SHARE", "The share of ties that leave the community; the smaller, the clearer communities are.", 0.2, share => share is >= 0 and <= 1, "a number from 0 to 1");

    private readonly Option<DateTimeOffset?> _asOf;

    internal GenerateCommand(TimeProvider clock)
        : base("generate", """
            Make a synthetic CRM to try things on. Customers, ties with permissions, consents, transactions,
            interactions, complaints and referrals, as CSV files that --crm reads. The same options make the
            same bytes, whatever the machine.
            """)
    {
        _asOf = Moment("--as-of", "The moment at which the CRM was exported. [default: 2026-01-01]", clock);
        Add(_folder, _store, _customers, _seed, _ties, _mixing, _asOf);
        Result.AddTo(Command);
    }

    internal override IReadOnlyList<string> Examples =>
    [
        "influencegraph generate another",
        "influencegraph generate --store crm.db --customers 500",
        "influencegraph generate larger --customers 5000 --ties-per-customer 12 --seed 7",
    ];

    internal override AnswerShape Shape { get; } = new(
        ["target", "seed", "as_of", "communities_planted"],
        new TableShape("files", [new("file"), new("rows", CellKind.Whole), new("bytes", CellKind.Bytes), new("columns")]));

    protected override Answer AnswerTo(ToolRun run)
    {
        string? store = run.Get(_store);
        string target = store ?? run.Get(_folder) ?? throw ToolException.WrongUse("FOLDER is missing; expected the name of a new folder, or --store FILE.db for a new store.");
        if (store is not null && run.Get(_folder) is string folder)
        {
            throw ToolException.WrongUse($"'{folder}' and --store are given together; expected one of them.");
        }

        int customers = run.Get(_customers);
        if (customers > CrmPlan.MostCustomers)
        {
            throw ToolException.WrongUse($"--customers is {customers}; expected at most {CrmPlan.MostCustomers}.");
        }

        var plan = new CrmPlan
        {
            Customers = customers,
            Seed = run.Get(_seed),
            TiesPerCustomer = run.Get(_ties),
            Mixing = run.Get(_mixing),
            AsOf = run.Get(_asOf) ?? new CrmPlan().AsOf,
        };
        var crm = new SyntheticCrm(plan);
        IReadOnlyList<WrittenFile> files = [];
        if (store is null)
        {
            Finished.WriteFolder("FOLDER", target, unfinished => files = CrmFiles.Write(crm, unfinished, run));
        }
        else
        {
            files = CrmStore.Write(crm, store, run);
        }

        return new()
        {
            Facts = [new("target", target), new("seed", plan.Seed, CellKind.Id), new("as_of", plan.AsOf), new("communities_planted", crm.CommunityCount, CellKind.Whole)],
            Tables = [Shape.Tables[0].Of(files, file => [file.Name, file.Rows, file.Bytes, file.Columns])],
        };
    }
}
