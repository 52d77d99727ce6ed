using InfluenceGraph.Tool.CommandLine;
using InfluenceGraph.Tool.Output;
using InfluenceGraph.Tool.Sources;

namespace InfluenceGraph.Tool.Commands;

/// <summary>A command that asks something of customers.</summary>
internal abstract class QuestionCommand : ToolCommand
{
    protected QuestionCommand(string name, string description, TimeProvider clock)
        : base(name, description) => Source = new(clock);

    protected SourceOptions Source { get; }

    protected override Answer AnswerTo(ToolRun run)
    {
        using Ground ground = Source.Open(run);
        return AnswerTo(run, ground);
    }

    protected abstract Answer AnswerTo(ToolRun run, Ground ground);

    protected void AddCommon()
    {
        Source.AddTo(Command);
        Result.AddTo(Command);
    }
}
