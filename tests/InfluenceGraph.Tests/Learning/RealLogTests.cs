using InfluenceGraph.Tests.RealData;
using Xunit;

namespace InfluenceGraph.Tests.Learning;

/// <summary>What real logs say, as far as it is known beforehand. Skipped where the data is not at hand.</summary>
public sealed class RealLogTests
{
    [Fact]
    public void Cascades_of_stack_exchange_are_foretold_better_than_by_the_baselines()
    {
        RealDataFiles.SkipWhereAbsent();

        // Line: "root user time,user time,...,"; no time is given for the root.
        var log = ActionLog.FromRows(RealDataFiles.Lines("se-android/cascades.txt.gz").Index().SelectMany(line => line.Item
            .Split(',', StringSplitOptions.RemoveEmptyEntries)
            .Select(item => item.Split(' '))
            .Select(fields => new CustomerAction<string>(fields[^2], $"{line.Index}", DateTimeOffset.UnixEpoch.AddSeconds(RealGraph.Number(fields[^1]))))));
        var graph = CustomerGraph.FromTies(RealDataFiles.Rows("se-android/edges.txt.gz", ',').Select(arc => new Tie<string>(From: arc[1], To: arc[0], 1)));

        // The counts that stand with the data: nobody twice in a cascade, 13 acting users without a tie.
        Assert.Equal((679, 28_343, 2925, 0), (log.Actions.Count, (int)log.Rows, log.CustomerCount, (int)log.RepeatedRows));
        Assert.Equal(13, log.CustomerKeys.Count(key => !graph.Contains(key)));

        (ActionLog<string> learn, ActionLog<string> heldOut) = log.Split(0.2, seed: 1);
        var learned = graph.LearnPropensities(learn, o => o with { PriorStrength = 30 });
        PropensityEvaluation evaluation = learned.Evaluate(heldOut, o => o with { Worlds = 0 });

        Assert.Equal(learn.Rows, learned.RowsUsed + learned.RowsLeftOut.Sum(item => item.Count));
        foreach (string baseline in new[] { "one probability", "weighted cascade" })
        {
            Assert.True(evaluation.Gain("learned", baseline).Low > 0, evaluation.ToString());
            Assert.True(evaluation["learned"].Brier.Value < evaluation[baseline].Brier.Value, evaluation.ToString());
            Assert.True(evaluation["learned"].Auc.Low > evaluation[baseline].Auc.High, evaluation.ToString());
        }
    }

    [Fact]
    public void One_innovation_tells_nothing_of_ties_elsewhere()
    {
        RealDataFiles.SkipWhereAbsent();
        string[][] people = [.. RealDataFiles.Rows("med-innovations/respondents.csv", ',')];
        (int city, int id, int month) = (Array.IndexOf(people[0], "city"), Array.IndexOf(people[0], "id"), Array.IndexOf(people[0], "toa"));
        string[][] nominations = [.. RealDataFiles.Rows("med-innovations/nominations.csv", ',', header: true).Where(row => row[5] is "1" && row[1] != row[2])];
        var graph = CustomerGraph.FromTies(nominations.Select(row => new Tie<string>(From: $"{row[0]}/{row[2]}", To: $"{row[0]}/{row[1]}", 1)), o => o with { OnDuplicate = TieMerge.Strongest });
        Assert.Equal(294, graph.TieCount);

        // Month 18 means not adopted.
        ActionLog<string> Log(Func<string, bool> isWanted) => ActionLog.FromRows(people.Skip(1)
            .Where(person => isWanted(person[city]) && RealGraph.Number(person[month]) < 18)
            .Select(person => new CustomerAction<string>($"{person[city]}/{person[id]}", person[city], DateTimeOffset.UnixEpoch.AddDays(30 * RealGraph.Number(person[month])))));
        Assert.Equal(109, Log(_ => true).Rows);

        // Learned in the first city and asked in the others: no tie there has a try, so all get the prior.
        PropensityEvaluation evaluation = graph.LearnPropensities(Log(name => name is "1")).Evaluate(Log(name => name is not "1"));
        Assert.Equal(evaluation["one probability"].LogLoss.Value, evaluation["learned"].LogLoss.Value, 1e-9);
    }
}
