using System.ComponentModel;
using System.Diagnostics;
using Xunit;

namespace InfluenceGraph.Data.Tests.GraphFormats;

/// <summary>What NetworkX and igraph themselves read in our files, where they are on this machine; <see cref="Figures"/> holds what they read elsewhere.</summary>
public sealed class OtherToolsTests : IDisposable
{
    private const string OfNetworkX = """
        import sys, networkx
        if sys.argv[2] == "gexf" and tuple(int(part) for part in networkx.__version__.split(".")[:2]) < (3, 4):
            print("older than 3.4, which does not know GEXF 1.3", file=sys.stderr)
            sys.exit(3)
        graph = (networkx.read_gexf if sys.argv[2] == "gexf" else networkx.read_graphml)(sys.argv[1])
        print(graph.is_directed(), *sorted(f"{key!r}:{cells['own_value']}" for key, cells in graph.nodes(data=True)))
        print(*sorted(f"{a!r}->{b!r}:{cells['weight']}" for a, b, cells in graph.edges(data=True)))
        """;

    private const string OfIgraph = """
        import sys, igraph
        graph = igraph.Graph.Read_GraphML(sys.argv[1])
        print(graph.is_directed(), *sorted(f"{node['id']!r}:{node['own_value']}" for node in graph.vs))
        print(*sorted(f"{graph.vs[edge.source]['id']!r}->{graph.vs[edge.target]['id']!r}:{edge['weight']}" for edge in graph.es))
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void NetworkX_reads_our_GraphML() => AssertRead("networkx", OfNetworkX, "graphml");

    [Fact]
    public void NetworkX_reads_our_GEXF() => AssertRead("networkx", OfNetworkX, "gexf");

    [Fact]
    public void Igraph_reads_our_GraphML() => AssertRead("igraph", OfIgraph, "graphml");

    private void AssertRead(string package, string script, string format)
    {
        string python = ((string[])["python3", "/usr/bin/python3"]).FirstOrDefault(each => Run(each, "-c", $"import {package}").ExitCode == 0) ?? "";
        Assert.SkipWhen(python.Length == 0, $"There is no Python with {package} here.");
        string file = _folder.PathOf($"shown.{format}");
        Customer<string>[] customers = [new("ann", 120.5), new("bob", 0), new("<b>Söhne</b>", 3), new("李 \U0001F600\u0001", 0.1)];
        Tie<string>[] ties = [new("ann", "bob", 0.5, 4), new("bob", customers[2].Key, 1, 0.25), new(customers[3].Key, "ann", 0)];
        if (format == "gexf")
        {
            Gexf.Write(file, customers, ties);
        }
        else
        {
            GraphMl.Write(file, customers, ties);
        }

        (int exitCode, string output, string errors) = Run(python, "-c", script, file, format);

        Assert.SkipWhen(exitCode == 3, $"{package} here is {errors.Trim()}.");
        Assert.True(exitCode == 0, errors);
        Assert.Equal(
            """
            True '<b>Söhne</b>':3.0 'ann':120.5 'bob':0.0 '李 😀_x0001_':0.1
            'ann'->'bob':2.0 'bob'->'<b>Söhne</b>':0.25 '李 😀_x0001_'->'ann':0.0

            """.ReplaceLineEndings("\n"),
            output.ReplaceLineEndings("\n"));
    }

    private static (int ExitCode, string Output, string Errors) Run(string program, params string[] arguments)
    {
        try
        {
            var start = new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
            start.Environment["PYTHONIOENCODING"] = "utf-8";
            using Process process = Process.Start(start)!;
            Task<string> errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, output, errors.Result);
        }
        catch (Win32Exception)
        {
            return (-1, "", "");
        }
    }
}
