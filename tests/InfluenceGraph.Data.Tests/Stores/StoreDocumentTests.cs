using System.Text.RegularExpressions;
using InfluenceGraph.Data.Stores;
using InfluenceGraph.Tests.Repository;
using Xunit;

namespace InfluenceGraph.Data.Tests.Stores;

/// <summary>docs/store.md says what is in the file: every table, view and column, and no other.</summary>
public sealed partial class StoreDocumentTests : IDisposable
{
    private static readonly string _document = File.ReadAllText(RepositoryRoot.PathOf("docs", "store.md"));

    private readonly StoreFolder _folder = new();

    public StoreDocumentTests() => _folder.Create().Dispose();

    [Fact]
    public void The_data_dictionary_is_the_schema()
    {
        string[] actual =
        [
            .. _folder.Sql("""
                SELECT s.name || '.' || c.name FROM sqlite_schema s JOIN pragma_table_info(s.name) c
                WHERE s.type IN ('table', 'view') AND s.name NOT LIKE 'sqlite_%' ORDER BY s.name, c.cid
                """),
        ];
        var documented = new List<string>();
        foreach (Match section in Section().Matches(_document))
        {
            documented.AddRange(Column().Matches(section.Groups["rows"].Value).Select(column => $"{section.Groups["name"].Value}.{column.Groups["name"].Value}"));
        }

        Assert.True(actual.Length > 100);
        Assert.Equal(actual, documented.GroupBy(name => name.Split('.')[0]).OrderBy(table => table.Key, StringComparer.Ordinal).SelectMany(table => table));
    }

    [Fact]
    public void The_types_of_the_dictionary_are_those_of_the_tables()
    {
        foreach (Match section in Section().Matches(_document))
        {
            string table = section.Groups["name"].Value;
            if (_folder.Sql($"SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = '{table}'").Count > 0)
            {
                Assert.Equal(
                    _folder.Sql($"SELECT name, type FROM pragma_table_info('{table}')"),
                    Column().Matches(section.Groups["rows"].Value).Select(column => $"{column.Groups["name"].Value}|{column.Groups["type"].Value}"));
            }
        }
    }

    [Fact]
    public void The_file_says_what_it_is_as_the_document_does()
    {
        Assert.Equal([$"{StoreSchema.ApplicationId}"], _folder.Sql("PRAGMA application_id"));
        Assert.Contains($"`PRAGMA application_id` is {StoreSchema.ApplicationId} ", _document, StringComparison.Ordinal);
        Assert.Equal([$"{StoreSchema.Scripts.Count}"], _folder.Sql("PRAGMA user_version"));
        Assert.Contains($"is the version of the schema, now {StoreSchema.Scripts.Count}.", _document, StringComparison.Ordinal);
        Assert.Equal(["delete"], _folder.Sql("PRAGMA journal_mode"));
    }

    [Fact]
    public void A_store_at_rest_is_one_file() => Assert.Equal([_folder.StorePath], Directory.GetFiles(_folder.Folder));

    [Theory]
    [InlineData("customers WHERE customer = 'ann'")]
    [InlineData("attributes WHERE customer = 'ann'")]
    [InlineData("tags WHERE customer = 'ann'")]
    [InlineData("circles WHERE owner = 'ann'")]
    [InlineData("ties WHERE from_customer = 'ann'")]
    [InlineData("ties WHERE to_customer = 'ann'")]
    [InlineData("consents WHERE customer = 'ann'")]
    [InlineData("interactions WHERE customer = 'ann'")]
    [InlineData("latest_scores WHERE customer = 'ann' AND measure = 'social value'")]
    [InlineData("latest_scores WHERE measure = 'social value' ORDER BY rank LIMIT 10")]
    public void A_question_about_one_customer_or_the_best_reads_no_whole_table(string question)
    {
        string plan = string.Join('\n', _folder.Sql($"EXPLAIN QUERY PLAN SELECT * FROM {question}"));

        Assert.Contains("SEARCH", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("SCAN", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("TEMP B-TREE", plan, StringComparison.Ordinal);
    }

    [Fact]
    public void The_example_of_the_document_runs()
    {
        string path = _folder.PathOf("example.igs");

        // The text of the document, line by line, but for the file's name.
        using (CustomerStore store = CustomerStore.OpenOrCreate(path))
        {
            using (StoreImport import = store.BeginImport(new ImportSource("ties.csv", ImportKind.Ties, Sha256: "", Mapping: "")))
            {
                if (!import.IsComplete)
                {
                    import.Put([new Tie<string>("ann", "bob", 1), new Tie<string>("cid", "bob", 0.5)], new ImportCounts(RowsRead: 2, Used: 2, Skipped: 0, Rejected: 0));
                    import.Complete(import.Counts);
                }
            }

            SocialValueResult<string> value = store.ReadGraph().SocialValue();
            ScoreRun run = store.WriteScores("social value", value);
            Assert.Equal(value.Receipt.ToString(), run.Receipt.ToString());

            ScoreRun last = store.ScoreRuns().First(each => each.Measure == "social value");
            ScoreCheck check = store.Check(last, store.ReadGraph().AsView().Receipt);
            Console.WriteLine(check.Holds ? "still holds" : check);
            Assert.True(check.Holds);
        }

        string sql = Sql().Match(_document).Groups["sql"].Value;
        Assert.Equal(["1|ann", "2|cid", "3|bob"], StoreFolder.Sql(path, sql).Select(row => row[..5]));
    }

    public void Dispose() => _folder.Dispose();

    [GeneratedRegex(@"^### `(?<name>\w+)`\n(?<rows>[^#]+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Section();

    [GeneratedRegex(@"^\| `(?<name>\w+)` \| (?<type>\w+) \|", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Column();

    [GeneratedRegex(@"```sql\n(?<sql>.+?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Sql();
}
