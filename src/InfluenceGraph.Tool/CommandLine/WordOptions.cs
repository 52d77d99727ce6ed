using System.CommandLine;
using System.Globalization;
using InfluenceGraph.Tool.Commands;
using InfluenceGraph.Tool.Progress;
using InfluenceGraph.Tool.Sources;
using static InfluenceGraph.Tool.CommandLine.Options;

namespace InfluenceGraph.Tool.CommandLine;

/// <summary>How a word travels: the options of the cascade model.</summary>
internal sealed class WordOptions
{
    private readonly Option<CascadeProcess> _process;

    private readonly Option<string> _propensity;

    private readonly Option<bool> _withoutPermission;

    private readonly Option<int?> _maxHops;

    private readonly Option<int>? _worlds;

    private readonly Option<int> _seed;

    /// <summary>Options of a command that simulates so many worlds, or that decides by itself how many.</summary>
    /// <param name="worlds">The standard of <c>--worlds</c>; <see langword="null"/> where there is no such option.</param>
    /// <param name="about">What they are for, where a command has other options too.</param>
    internal WordOptions(int? worlds, string about = "")
    {
        _process = Choice<CascadeProcess>("--process", $"{about}Each tie gets one try, or people follow when enough of their influence did.", CascadeProcess.IndependentCascade);
        _propensity = Text("--propensity", "P", $"{about}How readily a permitted tie passes the word on: a number from 0 to 1, per-contact:P, weighted-cascade, share-of-influence, trivalency, or learned, from the interactions of the source.", "weighted-cascade");
        _withoutPermission = Switch("--without-permission", $"{about}Do not multiply the propensity by the permission; a permission of 0 still lets nothing pass.");
        _maxHops = CountOrNone("--max-hops", "N", $"{about}The word goes at most N ties far. [default: no limit]", least: 0);
        _worlds = worlds is int standard ? Count("--worlds", "N", $"{about}The most worlds that are simulated.", standard, least: 2) : null;
        _seed = Count("--seed", "N", $"{about}The seed of what is drawn at random.", 1, least: 0);
    }

    internal void AddTo(Command command)
    {
        foreach (Option? option in new Option?[] { _process, _propensity, _withoutPermission, _maxHops, _worlds, _seed })
        {
            if (option is not null)
            {
                command.Add(option);
            }
        }
    }

    internal int Worlds(ToolRun run) => run.Get(_worlds!);

    internal int Seed(ToolRun run) => run.Get(_seed);

    internal CascadeModel Model(ToolRun run, Ground ground)
    {
        string propensity = run.Get(_propensity);
        CascadeProcess process = run.Get(_process);
        CascadeModel model = string.Equals(propensity, "learned", StringComparison.OrdinalIgnoreCase)
            ? Learned(run, ground).AsModel(process)
            : new() { Process = process, Propensity = PropensityOf(propensity), UsePermission = !run.Get(_withoutPermission) };

        // What was learned has delays too, which no question here asks for.
        return model with { MaxHops = run.Get(_maxHops), Delay = null };
    }

    /// <summary>What the interactions say of each tie.</summary>
    private static LearnedPropensities<string> Learned(ToolRun run, Ground ground)
    {
        if (!ground.Source.HasInteractions)
        {
            throw ToolException.WrongUse($"--propensity is learned, but {ground.Source.Name} has no interactions; expected --interactions FILE, or a folder or store that has them.");
        }

        ActionLog<string> log = run.Show("Reading interactions", _ => ActionLog.FromRows(ground.Source.ReadInteractions(run), run.Stop));
        return run.Show("Learning", tell => ground.View.LearnPropensities(log, o => o with { OnUnknownCustomer = UnknownActorRule.Skip }, Reports.Work(tell), run.Stop));
    }

    private static Propensity PropensityOf(string text)
    {
        const string PerContact = "per-contact:";
        return text.ToLowerInvariant() switch
        {
            "weighted-cascade" => Propensity.WeightedCascade,
            "share-of-influence" => Propensity.ShareOfInfluence,
            "trivalency" => Propensity.Trivalency,
            string word when word.StartsWith(PerContact, StringComparison.Ordinal) && Share(word[PerContact.Length..]) is double share => Propensity.PerContact(share),
            string word when Share(word) is double share => Propensity.Constant(share),
            _ => throw ToolException.WrongUse($"--propensity is '{text}'; expected a number from 0 to 1, per-contact:P, weighted-cascade, share-of-influence, trivalency, or learned."),
        };
    }

    private static double? Share(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double share) && share is >= 0 and <= 1 ? share : null;
}
