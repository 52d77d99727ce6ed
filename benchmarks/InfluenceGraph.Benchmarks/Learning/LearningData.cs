using System.Globalization;
using System.IO.Compression;

namespace InfluenceGraph.Benchmarks.Learning;

/// <summary>A real log with the graph it ran on, read as its source says.</summary>
/// <param name="Name">The data set.</param>
/// <param name="Reading">What was taken as a tie, an action and a time, and why.</param>
/// <param name="Ties">The ties: From may influence To.</param>
/// <param name="Rows">The log.</param>
/// <param name="Window">How long an action can be answered.</param>
/// <param name="HeldOut">The share of actions put aside.</param>
internal sealed record LearningData(string Name, string Reading, IReadOnlyList<Tie<string>> Ties, IReadOnlyList<CustomerAction<string>> Rows, TimeSpan? Window, double HeldOut)
{
    private static readonly DateTimeOffset _higgsLogStart = new(2012, 7, 4, 0, 0, 0, TimeSpan.Zero);

    internal static string[] Names { get; } = ["se-android", "higgs", "med-innovations", "br-farmers"];

    internal static LearningData Load(string name, string folder) => name switch
    {
        "se-android" => Android(folder),
        "higgs" => Higgs(folder),
        "med-innovations" => Adoption(
            name,
            "a doctor's first prescription of tetracycline, month by month, in four cities; colleague j -> doctor i where i names j as advisor, discussion partner or friend",
            Cells(folder, "med-innovations/nominations.csv"),
            Cells(folder, "med-innovations/respondents.csv"),
            groupColumn: "city",
            idColumn: "id",
            never: 18),
        "br-farmers" => Adoption(
            name,
            "a farmer's first planting of hybrid corn, year by year, in eleven villages; farmer j -> farmer i where i names j",
            Cells(folder, "br-farmers/nominations.csv.gz"),
            Cells(folder, "br-farmers/respondents.csv.gz"),
            groupColumn: "village",
            idColumn: "id",
            never: 20),
        _ => throw new ArgumentException($"'{name}' is no data set with a log; expected one of {string.Join(", ", Names)}."),
    };

    internal CustomerGraph<string> Build() => CustomerGraph.FromTies(Ties, o => o with { OnDuplicate = TieMerge.Strongest });

    /// <summary>Arc u,s: u follows s, so s -> u. A cascade's first item names its root, for whom no time is given; the root is left out.</summary>
    private static LearningData Android(string folder)
    {
        var rows = new List<CustomerAction<string>>();
        foreach ((int line, string text) in Lines(folder, "se-android/cascades.txt.gz").Index())
        {
            foreach (string item in text.Split(',', StringSplitOptions.RemoveEmptyEntries))
            {
                string[] fields = item.Split(' ');
                rows.Add(new(fields[^2], $"cascade {line + 1}", DateTimeOffset.UnixEpoch.AddSeconds(Number(fields[^1]))));
            }
        }

        IEnumerable<Tie<string>> ties = Lines(folder, "se-android/edges.txt.gz").Select(line => line.Split(',')).Select(arc => new Tie<string>(arc[1], arc[0], 1));
        return new("se-android", "each of 679 cascades an action, its members' times as given (the root has none and is left out); arcs reversed, s -> u where the file says u,s", [.. ties], rows, null, 0.2);
    }

    /// <summary>
    /// The ties must not be made from the actions they are to explain: ties from the three days before the announcement,
    /// the log from that day on. "A retweets B" joins A to the spread of B's words, of which B is the first actor.
    /// </summary>
    private static LearningData Higgs(string folder)
    {
        var ties = new HashSet<(string From, string To)>();
        var rows = new List<CustomerAction<string>>();
        var started = new HashSet<string>(StringComparer.Ordinal);
        foreach (string line in Lines(folder, "higgs/higgs-activity_time.txt.gz"))
        {
            string[] fields = line.Split(' ');
            var at = DateTimeOffset.FromUnixTimeSeconds(long.Parse(fields[2], CultureInfo.InvariantCulture));
            if (string.Equals(fields[0], fields[1], StringComparison.Ordinal))
            {
                continue;
            }

            if (at < _higgsLogStart)
            {
                ties.Add((fields[1], fields[0]));
            }
            else if (fields[3] is "RT")
            {
                if (started.Add(fields[1]))
                {
                    rows.Add(new(fields[1], fields[1], at.AddSeconds(-1)));
                }

                rows.Add(new(fields[0], fields[1], at));
            }
        }

        return new(
            "higgs",
            "ties B -> A where A retweeted, mentioned or answered B on 1-3 July 2012; log from 4 July on: A's first retweet of B is A joining the spread of B's words, an action named after B, which B starts one second before the first retweet; retweets of those without a tie are rows of unknown customers",
            [.. ties.Select(tie => new Tie<string>(tie.From, tie.To, 1))],
            rows,
            null,
            0.2);
    }

    /// <summary>One innovation; each city or village is a place of its own, and so an action of its own.</summary>
    private static LearningData Adoption(string name, string reading, IEnumerable<string[]> nominations, IEnumerable<string[]> respondents, string groupColumn, string idColumn, int never)
    {
        string[][] people = [.. respondents];
        (int group, int id, int time) = (Array.IndexOf(people[0], groupColumn), Array.IndexOf(people[0], idColumn), Array.IndexOf(people[0], "toa"));
        CustomerAction<string>[] rows =
        [
            .. people.Skip(1)
                .Where(person => Number(person[time]) < never)
                .Select(person => new CustomerAction<string>($"{person[group]}/{person[id]}", $"{groupColumn} {person[group]}", DateTimeOffset.UnixEpoch.AddDays(30 * Number(person[time])))),
        ];
        Tie<string>[] ties =
        [
            .. nominations.Skip(1)
                .Where(row => row[5] is "1" && !string.Equals(row[1], row[2], StringComparison.Ordinal))
                .Select(row => ($"{row[0]}/{row[2]}", $"{row[0]}/{row[1]}"))
                .Distinct()
                .Select(tie => new Tie<string>(tie.Item1, tie.Item2, 1)),
        ];
        return new(name, $"{reading}; a step of time is taken as 30 days, each {groupColumn} is an action", ties, rows, null, 0.5);
    }

    private static IEnumerable<string[]> Cells(string folder, string file) => Lines(folder, file).Select(line => line.Split(','));

    private static IEnumerable<string> Lines(string folder, string file)
    {
        using FileStream packed = File.OpenRead(Path.Combine(folder, file));
        using Stream stream = file.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(packed, CompressionMode.Decompress) : packed;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is string line)
        {
            if (line.Length > 0)
            {
                yield return line;
            }
        }
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
