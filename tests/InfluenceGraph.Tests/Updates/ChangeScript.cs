using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using InfluenceGraph.Tests.SocialValues;

namespace InfluenceGraph.Tests.Updates;

/// <summary>A small graph and batches of changes, as numbers that make sense whatever was there before: so that leaving any of them out leaves a script.</summary>
internal sealed record ChangeScript(TestGraph Start, (int Kind, int A, int B, int Size)[][] Batches)
{
    /// <summary>Customers that may be there: those of the start and a few more.</summary>
    private int Names => Start.Count + 4;

    /// <summary>The batches as changes that can be applied, and what is there after each by a plain record of it.</summary>
    internal IEnumerable<(GraphChange<int>[] Changes, PlainCustomers After)> Steps()
    {
        PlainCustomers plain = PlainCustomers.Of(Start);
        foreach ((int Kind, int A, int B, int Size)[] batch in Batches)
        {
            var changes = new List<GraphChange<int>>();
            foreach ((int kind, int a, int b, int size) in batch)
            {
                if (Make(kind, a % Names, b % Names, size, plain) is GraphChange<int> change)
                {
                    plain.Apply(change);
                    changes.Add(change);
                }
            }

            yield return ([.. changes], plain);
        }
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Start}; batches {string.Join(" | ", Steps().Select(step => string.Join(", ", (IEnumerable<GraphChange<int>>)step.Changes)))}");

    /// <summary>Checks a law on random scripts and shrinks a counterexample; the seed is fixed, and INFLUENCEGRAPH_SEED tries another one.</summary>
    internal static void ForAll(Action<ChangeScript> law, int tests = 60, int mostCustomers = 9)
    {
        ulong seed = ulong.Parse(Environment.GetEnvironmentVariable("INFLUENCEGRAPH_SEED") ?? "1", CultureInfo.InvariantCulture);
        Config config = Config.QuickThrowOnFailure
            .WithMaxTest(tests)
            .WithQuietOnSuccess(true)
            .WithReplay(new Replay(new Rnd(seed, 0x9E3779B97F4A7C15), Microsoft.FSharp.Core.FSharpOption<int>.None));
        Check.One(config, Prop.ForAll(Arb.From(Generate(mostCustomers), Smaller), law));
    }

    private static GraphChange<int>? Make(int kind, int a, int b, int size, PlainCustomers plain)
    {
        bool hasA = plain.OwnValues.ContainsKey(a);
        bool hasB = plain.OwnValues.ContainsKey(b);
        return (kind % 10) switch
        {
            <= 3 => hasA && hasB ? GraphChange.SetTie(a, b, Math.Min(1, (1 + (size % 17)) / 16.0), 1 + (size % 7)) : null,
            4 => hasA && hasB ? GraphChange.SetTie(a, b, 0, size % 3) : null,
            5 => hasA && hasB ? GraphChange.SetTie(a, b, 0.5, size % 2 == 0 ? 0 : Math.Pow(10, (size % 25) - 12)) : null,
            6 => plain.Rows.Keys.Where(pair => pair.From == a).Order().Select(pair => GraphChange.RemoveTie(pair.From, pair.To)).FirstOrDefault(),
            7 => hasA ? GraphChange.RemoveCustomer(a) : GraphChange.AddCustomer(a, size % 50),
            8 => hasA ? GraphChange.SetOwnValue(a, size % 3 == 0 ? 0 : size / 7.0) : GraphChange.AddCustomer(a, size / 3.0),
            _ => hasA ? null : GraphChange.AddCustomer(a, 0),
        };
    }

    private static Gen<(int Kind, int A, int B, int Size)> Step { get; } =
        from kind in Gen.Choose(0, 9)
        from a in Gen.Choose(0, 1000)
        from b in Gen.Choose(0, 1000)
        from size in Gen.Choose(0, 1000)
        select (kind, a, b, size);

    private static Gen<ChangeScript> Generate(int mostCustomers) =>
        from start in TestGraph.GenerateAtMost(mostCustomers)
        from batchCount in Gen.Choose(1, 6)
        from batches in Gen.ArrayOf(Gen.Choose(0, 12).SelectMany(count => Gen.ArrayOf(Step, count)), batchCount)
        select new ChangeScript(start, batches);

    private static IEnumerable<ChangeScript> Smaller(ChangeScript script)
    {
        for (int i = 0; i < script.Batches.Length; i++)
        {
            yield return script with { Batches = [.. script.Batches[..i], .. script.Batches[(i + 1)..]] };
            for (int j = 0; j < script.Batches[i].Length; j++)
            {
                (int Kind, int A, int B, int Size)[] fewer = [.. script.Batches[i][..j], .. script.Batches[i][(j + 1)..]];
                yield return script with { Batches = [.. script.Batches[..i], fewer, .. script.Batches[(i + 1)..]] };
            }
        }

        for (int i = 0; i < script.Start.Ties.Length; i++)
        {
            yield return script with { Start = script.Start with { Ties = [.. script.Start.Ties[..i], .. script.Start.Ties[(i + 1)..]] } };
        }
    }
}
