using BenchmarkDotNet.Running;
using InfluenceGraph.Benchmarks.Compare;
using InfluenceGraph.Benchmarks.Forward;

if (args is ["compare", ..])
{
    return CompareCommand.Run(args.AsSpan(1));
}

if (args is ["forward", ..])
{
    return ForwardCommand.Run(args.AsSpan(1));
}

BenchmarkSwitcher.FromAssembly(typeof(CompareCommand).Assembly).Run(args);
return 0;
