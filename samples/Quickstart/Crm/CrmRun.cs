using InfluenceGraph;
using Quickstart.Output;
using Quickstart.Progress;

namespace Quickstart.Crm;

/// <summary>From the caller's files to an explained answer: read, compute, write, tell.</summary>
internal static class CrmRun
{
    internal static void Run(CrmRequest request, TextWriter output, IWorkDisplay display, CancellationToken stop)
    {
        if (request.OutFile is not null)
        {
            FinishedFile.RequirePlace("--out", request.OutFile);
        }

        (CustomerGraph<string> graph, long customerRows, TieFile ties) = CrmGraph.Load(request, display, stop);
        foreach (string customer in request.Explain)
        {
            if (!graph.Contains(customer))
            {
                throw new UsageException($"--explain is '{customer}', who is not {(graph.CustomerCount == 1 ? "the only customer; expected that one" : $"among the {graph.CustomerCount} customers; expected one of them")}, written as in the file.{AlikeKey.Hint("The graph", graph.Customers, customer)}");
            }
        }

        SocialValueResult<string> value = display.Show("Computing", tell => graph.SocialValue(
            _ => request.Options,
            new IterationReport(tell),
            stop));
        if (request.OutFile is string file)
        {
            display.Show($"Writing {Path.GetFileName(file)}", _ =>
            {
                FinishedFile.Write("--out", file, unfinished => ScoreFile.Write(unfinished, value, stop));
                return true;
            });
        }

        new CrmReport(request, value, output).Write(customerRows, ties);
    }
}
