using System.CommandLine;
using System.Globalization;
using InfluenceGraph.Tool.Commands;
using static InfluenceGraph.Tool.CommandLine.Options;

namespace InfluenceGraph.Tool.CommandLine;

/// <summary>How a word travels: the options of the cascade model.</summary>
internal sealed class WordOptions
{
    private readonly Option<CascadeProcess> _process = Choice<CascadeProcess>("--process", "Each tie gets one try, or people follow when enough of their influence did.", CascadeProcess.IndependentCascade);

    private readonly Option<string> _propensity = Text("--propensity", "P", "How readily a permitted tie passes the word on: a number from 0 to 1, per-contact:P, weighted-cascade, share-of-influence, or trivalency.", "weighted-cascade");

    private readonly Option<bool> _withoutPermission = Switch("--without-permission", "Do not multiply the propensity by the permission; a permission of 0 still lets nothing pass.");

    private readonly Option<int?> _maxHops = CountOrNone("--max-hops", "N", "The word goes at most N ties far. [default: no limit]", least: 0);

    internal void AddTo(Command command)
    {
        command.Add(_process);
        command.Add(_propensity);
        command.Add(_withoutPermission);
        command.Add(_maxHops);
    }

    internal CascadeModel Model(ToolRun run) => new()
    {
        Process = run.Get(_process),
        Propensity = PropensityOf(run.Get(_propensity)),
        UsePermission = !run.Get(_withoutPermission),
        MaxHops = run.Get(_maxHops),
    };

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
            _ => throw ToolException.WrongUse($"--propensity is '{text}'; expected a number from 0 to 1, per-contact:P, weighted-cascade, share-of-influence, or trivalency."),
        };
    }

    private static double? Share(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double share) && share is >= 0 and <= 1 ? share : null;
}
