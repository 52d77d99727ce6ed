using InfluenceGraph;
using Quickstart.Output;

namespace Quickstart;

/// <summary>The program, callable from tests: the story of Florence in three chapters, and its picture where a file for it is named.</summary>
public static class QuickstartApp
{
    private const string Help = """
        Who was worth most to Florence in the 1430s, and why the Medici and not the richer Strozzi?
        No options, or --chart FILE.svg to draw the curve. For data of your own: influencegraph --help.
        """;

    /// <summary>Runs the program and returns its exit code.</summary>
    public static int Run(string[] args, TextWriter output, TextWriter errors)
    {
        if (args is not ([] or ["--chart", _]))
        {
            bool isHelp = args is ["--help" or "-h"];
            (isHelp ? output : errors).WriteLine(Help);
            return isHelp ? 0 : 2;
        }

        var page = new Page(output);
        CustomerGraph<string> graph = Florence.Graph();
        var curve = new Curve(graph);
        try
        {
            if (args is [_, string file])
            {
                File.WriteAllText(file, Chart.Draw(curve));
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            errors.WriteLine($"--chart cannot be written: {e.Message}");
            return 1;
        }

        WealthChapter.Tell(graph, curve, page);
        page.Blank();
        WordChapter.Tell(graph, page);
        page.Blank();
        CirclesChapter.Tell(page);
        return 0;
    }
}
