using BenchmarkDotNet.Running;
using InfluenceGraph.Benchmarks.Compare;

if (args is ["compare", ..])
{
    return CompareCommand.Run(args.AsSpan(1));
}

BenchmarkSwitcher.FromAssembly(typeof(CompareCommand).Assembly).Run(args);
return 0;
