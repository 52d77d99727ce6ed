using System.CommandLine;
using InfluenceGraph;
using Quickstart.Crm;
using Quickstart.Csv;
using static Quickstart.CommandLine.Options;

namespace Quickstart.CommandLine;

/// <summary>The options of the program, and the request that they amount to.</summary>
internal sealed class QuickstartCommand
{
    private const string Purpose = """
        What is each customer worth to others? Social value: each unit of a customer's own value moves on, with probability
        --damping, to one of the people who can reach its holder; a customer is worth the value that stops with them.

        Without options: who was worth most to Florence in the 1430s, and why the Medici and not the richer Strozzi?
        With --ties, --from and --to: the same for your own CSV files (UTF-8; .gz is unpacked). A row that cannot be used is
        an error that names file and line; what a rule leaves out is counted.
        """;

    private readonly Option<string?> _chart = Text("--chart", "FILE.svg", "Draw the Florentine curve into this file.");
    private readonly Option<string?> _ties = Text("--ties", "FILE", "Who can reach whom, one row a tie.");
    private readonly Option<string?> _from = Text("--from", "COL", "Column of the customer who can reach the other one. Never guessed.");
    private readonly Option<string?> _to = Text("--to", "COL", "Column of the customer who is reached, and who granted the permission. Never guessed.");
    private readonly Option<string?> _permission = Text("--permission", "COL", "Column of the permission, 0 (an explicit no) to 1; an empty cell means no tie. [not named: 1 in every row]");
    private readonly Option<string?> _strength = Text("--strength", "COL", "Column of the strength, 0 or more; an empty cell means unknown and counts 1. [not named: 1 in every row]");
    private readonly Option<bool> _bothWays = Switch("--both-ways", "Read each row in both directions; a tie to oneself once.");
    private readonly Option<string?> _customers = Text("--customers", "FILE", "The customers and their own values. [absent: the ties make the customers, and each counts 1]");
    private readonly Option<string> _key = Text("--key", "COL", "Column of the customer.", "customer");
    private readonly Option<string> _value = Text("--value", "COL", "Column of the own value, 0 or more, in money.", "own_value");
    private readonly Option<char?> _delimiter = Character("--delimiter", "CHAR", "What stands between cells: one character, or tab.", ',');
    private readonly Option<char?> _customersDelimiter = Character("--customers-delimiter", "CHAR", "The same for the customers, where it differs. [as --delimiter]", standard: null);
    private readonly Option<HeaderlessFiles> _noHeader = Choice("--no-header", "The first line is a row; columns are then given by number, from 1. [alone: Both]", HeaderlessFiles.None, HeaderlessFiles.Both, HeaderlessFiles.Customers, HeaderlessFiles.Ties);
    private readonly Option<char?> _comment = Character("--comment", "CHAR", "Lines that start with it are no rows, as in --comment '#'. [none]", standard: null);
    private readonly Option<TieMerge> _onDuplicate = Choice("--on-duplicate", "What several rows for one pair mean.", TieMerge.Sum, TieMerge.Sum, TieMerge.Strongest, TieMerge.Refuse);
    private readonly Option<UnknownCustomerRule> _unknown = Choice("--unknown", "What a tie to somebody who is not among the customers means; Add gives them own value 0.", UnknownCustomerRule.Refuse, UnknownCustomerRule.Refuse, UnknownCustomerRule.Skip, UnknownCustomerRule.Add);
    private readonly Option<SelfTieRule> _selfTies = Choice("--self-ties", "What a tie to oneself means.", SelfTieRule.Skip, SelfTieRule.Skip, SelfTieRule.Keep, SelfTieRule.Refuse);
    private readonly Option<double> _damping = Number("--damping", "D", "The word-of-mouth share, from 0 to below 1. Marketing studies report 0.2 to 0.5.", 0.85, d => d is >= 0 and < 1, "a number from 0 to below 1 (at 1 value would never stop anywhere)");
    private readonly Option<UnreachedPolicy> _unreached = Choice("--unreached", "What becomes of value that would move on from a customer whom nobody can reach.", UnreachedPolicy.Keep, Enum.GetValues<UnreachedPolicy>());
    private readonly Option<double> _tolerance = Number("--tolerance", "T", "The share of all value that may still be on its way at the end.", 1e-10, t => t is >= 0 and < 1, "a number from 0 to below 1");
    private readonly Option<int> _maxIterations = Count("--max-iterations", "N", "The most sweeps over the ties.", 1000, least: 1);
    private readonly Option<int> _top = Count("--top", "K", "How many customers are shown.", 10, least: 0);
    private readonly Option<string[]> _explain = new("--explain") { HelpName = "CUSTOMER", Description = "Explain this customer, besides the first. May be given several times." };
    private readonly Option<string?> _out = Text("--out", "FILE.csv", "Write every customer with social value, its parts and rank; replaces the file at the end.");
    private readonly RootCommand _command;

    internal QuickstartCommand()
    {
        _noHeader.Arity = ArgumentArity.ZeroOrOne;
        _command = new(Purpose)
        {
            _ties, _from, _to, _permission, _strength, _bothWays, _customers, _key, _value,
            _delimiter, _customersDelimiter, _noHeader, _comment, _onDuplicate, _unknown, _selfTies,
            _damping, _unreached, _tolerance, _maxIterations, _top, _explain, _out, _chart,
        };
    }

    /// <summary>Parses; an @ in a customer's key is no file of further arguments, and -ab is not -a -b.</summary>
    internal ParseResult Parse(string[] args) =>
        _command.Parse(args, new() { ResponseFileTokenReplacer = null, EnablePosixBundling = false });

    /// <summary>The file to draw Florence into, if any.</summary>
    internal string? ChartFile(ParseResult parsed) => parsed.GetValue(_chart);

    /// <summary>What is asked of the caller's files, or <see langword="null"/> for Florence.</summary>
    internal CrmRequest? Request(ParseResult parsed)
    {
        if (parsed.GetValue(_ties) is not string tiesFile)
        {
            RequireNothingElse(parsed);
            return null;
        }

        Require(parsed.GetValue(_chart) is null, "--chart draws Florence; expected no --ties with it.");
        CsvDialect dialect = DialectOf(parsed);
        HeaderlessFiles headerless = Headerless(parsed);
        CsvDialect ties = dialect with { HasHeader = headerless is HeaderlessFiles.None or HeaderlessFiles.Customers };
        string from = Direction(parsed, _from, "can reach the other one", tiesFile, ties);
        string to = Direction(parsed, _to, "is reached, and granted the permission", tiesFile, ties);
        Require(!string.Equals(from, to, StringComparison.Ordinal), $"--from and --to are both '{from}'; expected two columns.");
        return new()
        {
            TiesFile = tiesFile,
            CustomersFile = CustomersFile(parsed),
            Ties = new(
                from,
                to,
                parsed.GetValue(_permission),
                parsed.GetValue(_strength),
                parsed.GetValue(_bothWays)),
            Customers = new(parsed.GetRequiredValue(_key), parsed.GetRequiredValue(_value)),
            TiesDialect = ties,
            CustomersDialect = dialect with
            {
                Delimiter = parsed.GetValue(_customersDelimiter) ?? dialect.Delimiter,
                HasHeader = headerless is HeaderlessFiles.None or HeaderlessFiles.Ties,
            },
            Rules = new()
            {
                OnDuplicate = parsed.GetValue(_onDuplicate),
                OnUnknownCustomer = parsed.GetValue(_unknown),
                OnSelfTie = parsed.GetValue(_selfTies),
            },
            Options = new()
            {
                Damping = parsed.GetValue(_damping),
                Unreached = parsed.GetValue(_unreached),
                Tolerance = parsed.GetValue(_tolerance),
                MaxIterations = parsed.GetValue(_maxIterations),
            },
            Top = parsed.GetValue(_top),
            Explain = parsed.GetValue(_explain) ?? [],
            OutFile = OutFile(parsed, tiesFile),
        };
    }

    private CsvDialect DialectOf(ParseResult parsed)
    {
        var dialect = new CsvDialect { Delimiter = parsed.GetValue(_delimiter) ?? ',', Comment = parsed.GetValue(_comment) };
        Require(
            dialect.Comment is null || (dialect.Comment != dialect.Delimiter && dialect.Comment != parsed.GetValue(_customersDelimiter)),
            $"--comment is '{dialect.Comment}', as is the delimiter; expected two characters.");
        return dialect;
    }

    /// <summary>Given alone, without a word, --no-header is about both files.</summary>
    private HeaderlessFiles Headerless(ParseResult parsed) =>
        parsed.GetResult(_noHeader) is { Implicit: false, Tokens.Count: 0 } ? HeaderlessFiles.Both : parsed.GetValue(_noHeader);

    private string? CustomersFile(ParseResult parsed)
    {
        string? file = parsed.GetValue(_customers);
        foreach (Option option in new Option[] { _key, _value, _customersDelimiter, _unknown })
        {
            Require(file is not null || !IsGiven(parsed, option), $"{option.Name} is about the customers; expected --customers FILE with it.");
        }

        return file;
    }

    private string? OutFile(ParseResult parsed, string tiesFile)
    {
        string? file = parsed.GetValue(_out);
        foreach (string? input in new[] { tiesFile, parsed.GetValue(_customers) })
        {
            Require(
                file is null || input is null || !string.Equals(Path.GetFullPath(file), Path.GetFullPath(input), StringComparison.Ordinal),
                $"--out is '{file}', which is read; expected another file, so that your data stay as they are.");
        }

        return file;
    }

    private static string Direction(ParseResult parsed, Option<string?> option, string meaning, string file, CsvDialect dialect)
    {
        if (parsed.GetValue(option) is string column)
        {
            return column;
        }

        using CsvTable table = CsvTable.Open(file, dialect);
        string choices = dialect.HasHeader ? $"{file} has {string.Join(", ", table.ColumnNames())}" : $"{file} has no header: give its number, from 1";
        throw new UsageException($"{option.Name} is missing; expected the column of the customer who {meaning}. It is never guessed, because a direction turned round gives a wrong answer that looks right. {choices}.");
    }

    private void RequireNothingElse(ParseResult parsed)
    {
        string[] others = [.. _command.Options.Where(option => option != _chart && IsGiven(parsed, option)).Select(option => option.Name)];
        Require(others.Length == 0, $"{string.Join(", ", others)} without --ties; expected --ties FILE, --from COL and --to COL for your own data, or no options for Florence.");
    }

    private static bool IsGiven(ParseResult parsed, Option option) => parsed.GetResult(option) is { Implicit: false };

    private static void Require(bool condition, string error)
    {
        if (!condition)
        {
            throw new UsageException(error);
        }
    }
}
