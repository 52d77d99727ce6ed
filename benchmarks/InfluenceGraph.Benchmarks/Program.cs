using BenchmarkDotNet.Running;
using InfluenceGraph.Benchmarks.Circles;
using InfluenceGraph.Benchmarks.Communities;
using InfluenceGraph.Benchmarks.Compare;
using InfluenceGraph.Benchmarks.Containment;
using InfluenceGraph.Benchmarks.Curves;
using InfluenceGraph.Benchmarks.EgoCircles;
using InfluenceGraph.Benchmarks.Everyone;
using InfluenceGraph.Benchmarks.Forward;
using InfluenceGraph.Benchmarks.GraphFiles;
using InfluenceGraph.Benchmarks.Jobs;
using InfluenceGraph.Benchmarks.Learning;
using InfluenceGraph.Benchmarks.Loading;
using InfluenceGraph.Benchmarks.PageRanks;
using InfluenceGraph.Benchmarks.Seeds;
using InfluenceGraph.Benchmarks.Suites;
using InfluenceGraph.Benchmarks.Topics;
using InfluenceGraph.Benchmarks.Updates;

switch (args)
{
    case ["compare", .. string[] rest]:
        return CompareCommand.Run(rest);
    case ["forward", .. string[] rest]:
        return ForwardCommand.Run(rest);
    case ["everyone", .. string[] rest]:
        return EveryoneCommand.Run(rest);
    case ["circles", .. string[] rest]:
        return CirclesCommand.Run(rest);
    case ["contain", .. string[] rest]:
        return ContainCommand.Run(rest);
    case ["seeds", .. string[] rest]:
        return SeedsCommand.Run(rest);
    case ["learn", .. string[] rest]:
        return LearnCommand.Run(rest);
    case ["topics", .. string[] rest]:
        return TopicsCommand.Run(rest);
    case ["ego-circles", .. string[] rest]:
        return EgoCirclesCommand.Run(rest);
    case ["load", .. string[] rest]:
        return LoadCommand.Run(rest);
    case ["curve", .. string[] rest]:
        return CurveCommand.Run(rest);
    case ["suites", .. string[] rest]:
        return SuitesCommand.Run(rest);
    case ["ranking", .. string[] rest]:
        return RankingCommand.Run(rest);
    case ["pagerank", .. string[] rest]:
        return PageRankCommand.Run(rest);
    case ["communities", .. string[] rest]:
        return CommunitiesCommand.Run(rest);
    case ["billion", .. string[] rest]:
        return BillionCommand.Run(rest);
    case ["updates", .. string[] rest]:
        return UpdatesCommand.Run(rest);
    default:
        BenchmarkSwitcher.FromAssembly(typeof(CompareCommand).Assembly).Run(args);
        return 0;
}
