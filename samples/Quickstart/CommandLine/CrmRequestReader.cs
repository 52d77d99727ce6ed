using System.CommandLine;
using InfluenceGraph;
using Quickstart.Crm;
using Quickstart.Csv;

namespace Quickstart.CommandLine;

/// <summary>What a command line amounts to, after all options were understood one by one.</summary>
internal sealed class CrmRequestReader(QuickstartOptions options, ParseResult parsed)
{
    /// <summary>What is asked of the caller's files, or <see langword="null"/> for Florence.</summary>
    internal CrmRequest? Read()
    {
        if (parsed.GetValue(options.Ties) is not string tiesFile)
        {
            RequireNothingElse();
            return null;
        }

        Require(parsed.GetValue(options.Chart) is null, "--chart draws Florence; expected no --ties with it.");
        CsvDialect dialect = DialectOf();
        HeaderlessFiles headerless = Headerless();
        CsvDialect ties = dialect with { HasHeader = headerless is HeaderlessFiles.None or HeaderlessFiles.Customers };
        string from = Direction(options.From, "can reach the other one", tiesFile, ties);
        string to = Direction(options.To, "is reached, and granted the permission", tiesFile, ties);
        Require(!string.Equals(from, to, StringComparison.Ordinal), $"--from and --to are both '{from}'; expected two columns.");
        string? customersFile = CustomersFile();
        return new()
        {
            TiesFile = tiesFile,
            CustomersFile = customersFile,
            Ties = new(
                from,
                to,
                parsed.GetValue(options.Permission),
                parsed.GetValue(options.Strength),
                parsed.GetValue(options.BothWays)),
            Customers = new(parsed.GetRequiredValue(options.Key), parsed.GetRequiredValue(options.Value)),
            TiesDialect = ties,
            CustomersDialect = dialect with
            {
                Delimiter = parsed.GetValue(options.CustomersDelimiter) ?? dialect.Delimiter,
                HasHeader = headerless is HeaderlessFiles.None or HeaderlessFiles.Ties,
            },
            Rules = new()
            {
                OnDuplicate = parsed.GetValue(options.OnDuplicate),
                OnUnknownCustomer = customersFile is null ? UnknownCustomerRule.Add : parsed.GetValue(options.Unknown),
                UnknownOwnValue = customersFile is null ? 1 : 0,
                OnSelfTie = parsed.GetValue(options.SelfTies),
            },
            Options = new()
            {
                Damping = parsed.GetValue(options.Damping),
                Unreached = parsed.GetValue(options.Unreached),
                Tolerance = parsed.GetValue(options.Tolerance),
                MaxIterations = parsed.GetValue(options.MaxIterations),
            },
            Top = parsed.GetValue(options.Top),
            Explain = parsed.GetValue(options.Explain) ?? [],
            OutFile = OutFile(tiesFile),
        };
    }

    private CsvDialect DialectOf()
    {
        var dialect = new CsvDialect { Delimiter = parsed.GetValue(options.Delimiter) ?? ',', Comment = parsed.GetValue(options.Comment), Decimal = parsed.GetValue(options.Decimal) ?? '.' };
        Require(
            dialect.Comment is null || (dialect.Comment != dialect.Delimiter && dialect.Comment != parsed.GetValue(options.CustomersDelimiter)),
            $"--comment is '{dialect.Comment}', as is the delimiter; expected two characters.");
        return dialect;
    }

    /// <summary>Given alone, without a word, --no-header is about both files.</summary>
    private HeaderlessFiles Headerless() =>
        parsed.GetResult(options.NoHeader) is { Implicit: false, Tokens.Count: 0 } ? HeaderlessFiles.Both : parsed.GetValue(options.NoHeader);

    private string? CustomersFile()
    {
        string? file = parsed.GetValue(options.Customers);
        foreach (Option option in new Option[] { options.Key, options.Value, options.CustomersDelimiter, options.Unknown })
        {
            Require(file is not null || !IsGiven(option), $"{option.Name} is about the customers; expected --customers FILE with it.");
        }

        return file;
    }

    private string? OutFile(string tiesFile)
    {
        string? file = parsed.GetValue(options.Out);
        foreach (string? input in new[] { tiesFile, parsed.GetValue(options.Customers) })
        {
            Require(
                file is null || input is null || !string.Equals(Path.GetFullPath(file), Path.GetFullPath(input), StringComparison.Ordinal),
                $"--out is '{file}', which is read; expected another file, so that your data stay as they are.");
        }

        return file;
    }

    private string Direction(Option<string?> option, string meaning, string file, CsvDialect dialect)
    {
        if (parsed.GetValue(option) is string column)
        {
            return column;
        }

        using CsvTable table = CsvTable.Open(file, dialect);
        string choices = dialect.HasHeader ? $"{file} has {string.Join(", ", table.ColumnNames())}" : $"{file} has no header: give its number, from 1";
        throw new UsageException($"{option.Name} is missing; expected the column of the customer who {meaning}. It is never guessed, because a direction turned round gives a wrong answer that looks right. {choices}.");
    }

    private void RequireNothingElse()
    {
        string[] others = [.. options.All.Where(option => option != options.Chart && IsGiven(option)).Select(option => option.Name)];
        Require(others.Length == 0, $"{string.Join(", ", others)} without --ties; expected --ties FILE, --from COL and --to COL for your own data, or no options for Florence.");
    }

    private bool IsGiven(Option option) => parsed.GetResult(option) is { Implicit: false };

    private static void Require(bool condition, string error)
    {
        if (!condition)
        {
            throw new UsageException(error);
        }
    }
}
