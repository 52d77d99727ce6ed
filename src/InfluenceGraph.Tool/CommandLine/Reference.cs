using System.CommandLine;
using System.CommandLine.Help;
using System.Text;
using InfluenceGraph.Tool.Commands;

namespace InfluenceGraph.Tool.CommandLine;

/// <summary>The reference of the tool, made of its own help: docs/tool.md.</summary>
internal static class Reference
{
    private const string Head = """
        # The tool: influencegraph

        **Question.** I have an export of a CRM and a shell. Who is worth what to others, and why?

        ```
        dotnet tool install --global InfluenceGraph.Tool

        influencegraph generate crm --customers 1000              # or your own files, below
        influencegraph inspect --crm crm                          # what is in the data, what is left out and why
        influencegraph score --crm crm                            # the ranking
        influencegraph explain C0042 --crm crm                    # why one of them is where they are
        ```

        Your own data need no renaming: `--ties FILE --from COLUMN --to COLUMN` says who can reach whom, `--customers FILE` brings
        own values, tags and attributes, `--consents FILE` who agreed to what. The other columns are told from the header, and the tool says how.

        ```
        influencegraph import --dry-run --ties ties.csv --from Referrer --to Referred --customers customers.csv    # counts, rejected rows, what looks wrong
        influencegraph score --ties ties.csv --from Referrer --to Referred --customers customers.csv --save crm.db # straight from files, scores into a store
        ```

        | the data are | say |
        |---|---|
        | CSV, TSV, blanks between columns; packed by gzip or not; UTF-8 or UTF-16 | `--ties ties.csv --customers customers.csv.gz` |
        | an export with commas for decimals and other dates | `--decimal-sign , --dates dd.MM.yyyy --scale percent --empty n/a --skip-lines 1` |
        | in PostgreSQL (password in `PGPASSWORD` or `~/.pgpass`, never on the command line) | `--database postgresql://analyst@db/crm --ties crm.trust --customers 'select id, revenue from crm.customer'` |
        | in an SQLite database of another program | `--database app.sqlite --ties 'select a, b from follows'` |
        | GraphML, of Gephi, yEd, NetworkX | `--crm network.graphml` |
        | Parquet, where DuckDB's library is found ([Parquet](parquet.md)) | `--ties ties.parquet` |
        | read often, or not clean | `import --store crm.db` with any of these; every command then reads it by `--store crm.db` |

        `import` bears bad rows up to `--max-rejects` and writes them to `--rejects FOLDER` with line, reason and content; questions asked of files bear none.
        The same file is not taken in twice, and a newer copy replaces what it names. Tables of a database are taken in anew each time unless `--snapshot NAME` says which state they show.

        ## What holds for every command

        - **Three forms of an answer.** Tables for people, as wide as the terminal; `--json`, one object with `command`, `summary`, a list for each
          table and the `receipt`; `--csv`, one table (`--table NAME` for another one). Numbers are written in full and with a point, moments
          as ISO 8601 in UTC, what is unknown as `null` or an empty cell. `--out FILE` writes the answer into a file that appears when it is complete.
          The shapes below do not change between versions without a note in the change log; further names may be added.
        - **Safe to open.** A text in a CSV file that a spreadsheet would take for a formula begins with an apostrophe. Names that look like markup or
          hold control characters are shown as plain text.
        - **A receipt.** `--receipt` shows what was computed from what: data hash, moment, consent, counts of what was left out and why. It is always in `--json`.
        - **Consent.** Where consents are kept, only customers who consented to `--purpose` (score) take part; seeds are chosen among those who
          consented to `seed`, answers to a complaint go to those who consented to `contact`. `--ignore-consent REASON` puts the reason into the receipt.
        - **A moment.** Permissions and consents hold from a day to a day. `--as-of` says for which moment to answer; without it the answer is for now.
          Give it, and the same data give the same answer for ever.
        - **Progress** with rate and remaining time goes to standard error, and only where that is a terminal. Ctrl-C stops within moments and leaves nothing half-written.

        ## Exit codes

        | code | meaning |
        |---|---|

        """;

    internal static string Of(IReadOnlyList<ToolCommand> commands)
    {
        var text = new StringBuilder(Head.ReplaceLineEndings("\n"));
        foreach ((int code, string meaning) in ExitCode.All)
        {
            Line(text, $"| {code} | {meaning} |");
        }

        // Options that all have are told once.
        IReadOnlyList<OptionGroup> groups = commands.First(command => command is QuestionCommand).Groups;
        HashSet<string> common = [.. groups.SelectMany(group => group.Options).Select(option => option.Name)];
        HashSet<string> result = [.. groups[^1].Options.Select(option => option.Name)];
        foreach (OptionGroup group in groups)
        {
            Line(text, "");
            Line(text, $"## {group.Title}");
            Line(text, "");
            Line(text, $"For {(group == groups[^1] ? "every command" : group == groups[0] ? "every command that asks something" : "every command that asks something, and for `import`")}.");
            Line(text, "");
            Line(text, "| option | meaning |");
            Line(text, "|---|---|");
            foreach (Option option in group.Options)
            {
                Row(text, option);
            }
        }

        foreach (ToolCommand command in commands)
        {
            Line(text, "");
            Line(text, $"## {command.Command.Name}");
            Line(text, "");
            Line(text, command.Command.Description!.ReplaceLineEndings("\n"));
            Line(text, "");
            Line(text, "```");
            foreach (string shown in command.Examples)
            {
                Line(text, shown);
            }

            Line(text, "```");
            if (command.Command.Arguments.Count > 0 || command.Command.Options.Any(option => IsOwn(option, command, common, result)))
            {
                Line(text, "");
                Line(text, "| argument or option | meaning |");
                Line(text, "|---|---|");
                foreach (Argument argument in command.Command.Arguments)
                {
                    Line(text, $"| `{argument.Name}` | {argument.Description} |");
                }

                foreach (Option option in command.Command.Options.Where(option => IsOwn(option, command, common, result)))
                {
                    Row(text, option);
                }
            }

            Line(text, "");
            Line(text, $"In `--json`: `summary` has {Names(command.Shape.Facts)}.");
            foreach ((TableShape table, int place) in command.Shape.Tables.Select((table, place) => (table, place)))
            {
                Line(text, $"Table `{table.Name}`{(place == 0 ? ", the one of `--csv`" : "")}: {Names(table.Columns.Select(column => column.Name))}.");
            }
        }

        Line(text, "");
        Line(text, Tail.ReplaceLineEndings("\n"));
        return text.ToString();
    }

    private const string Tail = """
        ## The generated CRM

        `generate` draws every row from a counter-based generator (SplitMix64; Steele, Lea, Flood 2014), so rows are written as they are drawn, whatever
        the size, and a seed gives the same bytes on every machine. Communities have power-law sizes (Palla et al. 2005), as LFR plants them (Lancichinetti,
        Fortunato, Radicchi 2008); the number of contacts follows k^-2.5 and who is named follows the static model (Goh, Kahng, Kim 2001); seven of ten
        pairs permit each other. Purchases follow the Pareto/NBD story (Schmittlein, Morrison, Colombo 1987) with log-normal amounts and a Pareto tail of large
        accounts, and own value is what was spent in the last year. A community shares a city, tastes and a level of spend (homophily: McPherson,
        Smith-Lovin, Cook 2001). Interactions are independent cascades along permitted ties (Kempe, Kleinberg, Tardos 2003). It is made for trying
        things and for tests: nothing about real customers can be learned from it.

        | file | columns |
        |---|---|
        | customers.csv | customer, own_value, tags (`a|b`), name, city, age, joined |
        | ties.csv | from (can reach), to (is reached, granted the permission), permission, strength, since, until, last_contact |
        | consents.csv | customer, purpose, channel, granted, from, until, source |
        | interactions.csv | customer, action, at |
        | transactions.csv | transaction, customer, at, amount |
        | complaints.csv | complaint, customer, at, topic, severity |
        | referrals.csv | referrer, referred, at |

        ## Limits

        - Files are read anew at each run; a store is read faster, and keeps the scores with their receipts.
        - The tool computes in memory: `estimate` tells beforehand how much. Graphs larger than memory are for the library ([graph files](graph-files.md)).
        - Without `--as-of` an answer is for now, so tomorrow's may differ: consents and permissions begin and end.
        """;

    /// <summary>Whether it is told with the command and not once for all.</summary>
    private static bool IsOwn(Option option, ToolCommand command, HashSet<string> common, HashSet<string> result) =>
        option is not HelpOption && !(command is QuestionCommand ? common : result).Contains(option.Name) && !(command is ImportCommand && common.Contains(option.Name) && !string.Equals(option.Name, "--store", StringComparison.Ordinal));

    private static void Row(StringBuilder text, Option option)
    {
        (string name, string description) = HelpWithExamples.Told(option);
        Line(text, $"| `{name.Replace("|", "\\|", StringComparison.Ordinal)}` | {description.Replace("|", "\\|", StringComparison.Ordinal)} |");
    }

    private static string Names(IEnumerable<string> names) => string.Join(", ", names.Select(name => $"`{name}`"));

    private static void Line(StringBuilder text, string line) => text.Append(line).Append('\n');
}
