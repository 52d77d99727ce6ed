using InfluenceGraph.Benchmarks.Compare;

namespace InfluenceGraph.Benchmarks.PageRanks;

/// <summary>
/// One question to all codes in turns, as every code counts sinks in its own way and is compared with ours that counts alike.
/// </summary>
internal sealed class Question : IDisposable
{
    /// <summary>Where all codes stop: the sum of changes of scores that add up to 1.</summary>
    internal const double PeerTolerance = 1e-6;

    /// <summary>Our residual is the value that may still be on its way, d / (1 - d) times the sum of changes.</summary>
    internal const double OurTolerance = PeerTolerance * Judge.Damping / (1 - Judge.Damping);

    /// <summary>Both stop up to d / (1 - d) changes away from the solution; single precision of peers comes on top.</summary>
    private const double MostApart = (2 * OurTolerance) + 1e-6;

    /// <summary>gapbs prints six digits of five scores that it adds up in single precision.</summary>
    private const double MostApartOfTop = 5e-4;

    private const int LoopSweeps = 10;

    /// <summary>0.85 to this power is below 1e-9.</summary>
    private const int LoopSweepsToTheEnd = 130;

    private readonly string _title;
    private readonly OurGraph _ours;
    private readonly UnreachedPolicy _policy;
    private readonly Sinks _sinks;
    private readonly int[] _threads;
    private readonly QuestionFiles _files;
    private readonly List<Contender> _contenders = [];
    private readonly List<Func<double[], string?>> _checks = [];
    private readonly List<IDisposable> _processes = [];

    internal Question(string title, OurGraph ours, UnreachedPolicy policy, int[] threads, QuestionFiles files)
    {
        (_title, _ours, _policy, _threads, _files) = (title, ours, policy, threads, files);
        _sinks = policy == UnreachedPolicy.Keep ? Sinks.Leak : Sinks.Restart;
        foreach (int count in threads)
        {
            _contenders.Add(new("InfluenceGraph", count, () => [_ours.Ask(_policy, count).Trial, _ours.Ask(_policy, count).Trial]));
        }
    }

    /// <summary>Whether there is anybody to compare with.</summary>
    internal bool HasPeers => _checks.Count > 0;

    internal void AddGapbs(string folder)
    {
        foreach (string program in GapbsPeer.Programs)
        {
            foreach (int count in _threads)
            {
                var peer = new GapbsPeer(folder, program, _files.Graph);
                Contender contender = null!;
                contender = new($"gapbs `{program}`", count, () =>
                {
                    IReadOnlyList<Trial> trials = peer.Ask(count, PeerTolerance);
                    contender.Peak = peer.Peak;
                    return trials;
                });
                _contenders.Add(contender);
                _checks.Add(ours =>
                {
                    double apart = peer.Top.Max(best => Math.Abs((ours[best.Node] / best.Score) - 1));
                    contender.Answer = $"top {peer.Top.Count} apart {CompareReport.Number(apart, "0.0e+0")} of a score";
                    return apart <= MostApartOfTop ? null : $"gapbs {program}: scores are apart by {apart} of a score; expected {MostApartOfTop} at most";
                });
            }
        }
    }

    /// <summary>Adds a peer that is served by a process, with each number of threads where it has threads.</summary>
    internal void AddServed(string[] program, string method, bool hasThreads = false)
    {
        if (ServedPeer.Start(program, _files, method, PeerTolerance, _processes) is not ServedPeer peer)
        {
            return;
        }

        var rows = new List<Contender>();
        foreach (int count in hasThreads ? _threads : [1])
        {
            Contender contender = null!;
            contender = new(peer.Name, count, () =>
            {
                Trial trial = peer.Ask(count);
                contender.Peak = peer.Peak;
                return [trial];
            });
            rows.Add(contender);
        }

        _contenders.AddRange(rows);
        _checks.Add(ours =>
        {
            (double sum, double largest) = Judge.Apart(ours, peer.Finish());
            rows.ForEach(row => row.Answer = $"apart {CompareReport.Number(sum, "0.0e+0")} in all, {CompareReport.Number(largest, "0.0e+0")} at most");
            return sum <= MostApart ? null : $"{peer.Name}: scores are apart by {sum} in all; expected {MostApart} at most";
        });
    }

    /// <summary>Adds the plain loop in C, which makes single iterations of the system that the policy Keep has.</summary>
    internal void AddLoop()
    {
        string path = Path.Combine(_files.Folder, "loop");
        _ours.WriteForLoop(path);
        foreach (string[] flags in new string[][] { ["-O3"], ["-O3", "-march=native"] })
        {
            var loop = NativePull.Start(_files.Folder, $"pull{flags.Length}", flags, path);
            _processes.Add(loop);
            var contender = new Contender($"plain loop in C, `{string.Join(' ', flags)}`", 1, () =>
            {
                double seconds = loop.SecondsPerSweep(LoopSweeps);
                return [new(double.NaN, LoopSweeps, seconds)];
            });
            _contenders.Add(contender);
            _checks.Add(ours =>
            {
                loop.SecondsPerSweep(LoopSweepsToTheEnd);
                double[] kept = _ours.Ask(UnreachedPolicy.Keep, _threads[^1]).Scores;
                (double sum, _) = Judge.Apart(kept, _ours.StoppedIn(loop.Finish()));
                sum /= _ours.Judge.Total;
                contender.Answer = $"with sinks kept, apart {CompareReport.Number(sum, "0.0e+0")} in all";
                return sum <= MostApart ? null : $"The loop in C is apart by {sum} in all; expected {MostApart} at most";
            });
        }
    }

    /// <summary>Lets all take turns and writes the table.</summary>
    /// <returns>What does not agree.</returns>
    internal List<string> Run(int repeats, CompareReport report)
    {
        Contender[] ours = [.. _contenders.Take(_threads.Length)];
        Contender[] peers = [.. _contenders.Skip(_threads.Length)];
        for (int turn = 0; turn < repeats; turn++)
        {
            for (int i = 0; i < Math.Max(ours.Length, peers.Length); i++)
            {
                peers.ElementAtOrDefault(i)?.Take();
                ours.ElementAtOrDefault(i)?.Take();
            }
        }

        List<string> wrong = Compare(ours);
        report.Say($"**{_title}**");
        report.Table("code", "threads", "median s", "iterations", "ms an iteration", "time, of ours", "an iteration, of ours", "peak MB", "answer", "all s");
        foreach (Contender contender in _contenders)
        {
            Contender own = Array.Find(ours, own => own.Threads == contender.Threads) ?? ours[0];
            report.Cells(
                contender.Name,
                $"{contender.Threads}",
                OrNone(contender.Seconds, "0.000"),
                double.IsNaN(contender.SecondsPerIteration) ? "" : $"{contender.Iterations}",
                OrNone(contender.SecondsPerIteration * 1e3, "0.00"),
                OrNone(contender.Seconds / own.Seconds, "0.00"),
                OrNone(contender.SecondsPerIteration / own.SecondsPerIteration, "0.00"),
                contender.Peak > 0 ? CompareReport.Number(contender.Peak / 1e6) : "",
                contender.Answer,
                string.Join(", ", contender.Trials.Select(trial => trial.Seconds).Where(double.IsFinite).Select(seconds => CompareReport.Number(seconds, "0.000"))));
        }

        SayGoals(ours, peers, report);
        return wrong;
    }

    public void Dispose() => _processes.ForEach(process => process.Dispose());

    private List<string> Compare(Contender[] ours)
    {
        double[] scores = [];
        foreach (Contender own in ours)
        {
            (OurAnswer answer, long grown) = ProcessGrowth.While(() => _ours.Ask(_policy, own.Threads));
            scores = _ours.Judge.InPeersUnit(answer.Scores, _sinks);
            own.Peak = _ours.BytesAtRest + grown;
            own.Answer = $"one more sweep in double changes {CompareReport.Number(_ours.Judge.ChangeOfOneSweep(scores, _sinks), "0.0e+0")} in all; residual {CompareReport.Number(answer.Residual, "0.0e+0")}";
        }

        return [.. _checks.Select(check => check(scores)).OfType<string>()];
    }

    private static void SayGoals(Contender[] ours, Contender[] peers, CompareReport report)
    {
        foreach (Contender own in ours)
        {
            Contender[] gapbs = Array.FindAll(peers, peer => peer.Threads == own.Threads && peer.Name.StartsWith("gapbs", StringComparison.Ordinal));
            if (gapbs.Length > 0)
            {
                report.Say($"{own.Threads} thread{(own.Threads == 1 ? "" : "s")}: ours takes **{CompareReport.Number(own.Seconds / gapbs.Min(peer => peer.Seconds), "0.00")}** of the time of the better of gapbs' two, and an iteration of ours **{CompareReport.Number(own.SecondsPerIteration / gapbs[^1].SecondsPerIteration, "0.00")}** of one of `pr_spmv`.");
            }

            Contender[] loops = Array.FindAll(peers, peer => peer.Threads == own.Threads && peer.Name.StartsWith("plain loop", StringComparison.Ordinal));
            if (loops.Length > 0)
            {
                report.Say($"{own.Threads} thread{(own.Threads == 1 ? "" : "s")}: an iteration of ours takes **{string.Join("** and **", loops.Select(loop => CompareReport.Number(own.SecondsPerIteration / loop.SecondsPerIteration, "0.00")))}** of one of the plain loops in C.");
            }
        }
    }

    private static string OrNone(double value, string format) => double.IsFinite(value) ? CompareReport.Number(value, format) : "";
}
