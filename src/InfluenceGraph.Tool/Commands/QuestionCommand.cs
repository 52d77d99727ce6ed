using InfluenceGraph.Tool.CommandLine;
using InfluenceGraph.Tool.Output;
using InfluenceGraph.Tool.Sources;

namespace InfluenceGraph.Tool.Commands;

/// <summary>A command that asks something of customers.</summary>
internal abstract class QuestionCommand : ToolCommand
{
    protected QuestionCommand(string name, string description, TimeProvider clock)
        : base(name, description) => Source = new(clock);

    internal override IReadOnlyList<OptionGroup> Groups => [.. Source.Groups, .. base.Groups];

    protected SourceOptions Source { get; }

    protected override Answer AnswerTo(ToolRun run)
    {
        using Ground ground = Source.Open(run);
        if (NeedsCustomers && ground.View.CustomerCount == 0)
        {
            string leftOut = string.Join(", ", ground.View.Receipt.CustomersLeftOut.Select(reason => FormattableString.Invariant($"{reason.Count} {reason.Reason}")));
            throw ToolException.NotFound($"nobody of the {ground.Graph.CustomerCount} customers takes part ({ground.View.Receipt.Consent}{(leftOut.Length == 0 ? "" : $": {leftOut}")}); expected customers, or --purpose, --as-of or --ignore-consent that let some take part. influencegraph inspect tells more.");
        }

        return AnswerTo(run, ground);
    }

    /// <summary>Whether there is nothing to say where nobody takes part.</summary>
    protected virtual bool NeedsCustomers => true;

    protected abstract Answer AnswerTo(ToolRun run, Ground ground);

    protected void AddCommon()
    {
        Source.AddTo(Command);
        Result.AddTo(Command);
    }
}
