using System.CommandLine;
using InfluenceGraph.Tool.CommandLine;
using InfluenceGraph.Tool.Output;

namespace InfluenceGraph.Tool.Commands;

/// <summary>A command of the tool: its options, its examples, and how it answers.</summary>
internal abstract class ToolCommand
{
    protected ToolCommand(string name, string description) => Command = new(name, description.ReplaceLineEndings(" "));

    internal Command Command { get; }

    /// <summary>The first sentence of the description, for the list of commands.</summary>
    internal string Summary
    {
        get
        {
            string description = Command.Description!;
            int end = description.AsSpan().IndexOfAny(".?");
            return end < 0 ? description : description[..(end + 1)];
        }
    }

    /// <summary>Command lines that work on what <c>influencegraph generate crm</c> makes; a test runs each of them.</summary>
    internal abstract IReadOnlyList<string> Examples { get; }

    /// <summary>What scripts can rely on.</summary>
    internal abstract AnswerShape Shape { get; }

    /// <summary>Options that other commands have too, by what they are about.</summary>
    internal virtual IReadOnlyList<OptionGroup> Groups => [new("The form of the answer", Result.All)];

    protected ResultOptions Result { get; } = new();

    internal int Run(ToolRun run)
    {
        Result.Check(run);
        Check(run);
        Answer answer = AnswerTo(run);
        Result.Write(run, Command.Name, answer);
        foreach (string warning in answer.Warnings)
        {
            run.Host.Errors.WriteLine(ShownText.Clean($"influencegraph {Command.Name}: {warning}"));
        }

        return answer.ExitCode;
    }

    /// <summary>Says before any work what cannot be done.</summary>
    protected virtual void Check(ToolRun run)
    {
    }

    /// <summary>Computes. Nothing is written where the answer goes.</summary>
    protected abstract Answer AnswerTo(ToolRun run);

    protected void Add(params Symbol[] symbols)
    {
        foreach (Symbol symbol in symbols)
        {
            if (symbol is Option option)
            {
                Command.Add(option);
            }
            else
            {
                Command.Add((Argument)symbol);
            }
        }
    }
}

/// <summary>Options that are told together.</summary>
internal sealed record OptionGroup(string Title, IReadOnlyList<Option> Options);
