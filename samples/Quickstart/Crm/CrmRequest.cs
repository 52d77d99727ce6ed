using InfluenceGraph;
using Quickstart.Csv;

namespace Quickstart.Crm;

/// <summary>What the caller asks of their own files.</summary>
internal sealed record CrmRequest
{
    internal required string TiesFile { get; init; }

    /// <summary>Where <see langword="null"/>, the ties make the customers, and each counts 1.</summary>
    internal required string? CustomersFile { get; init; }

    internal required TieColumns Ties { get; init; }

    internal required CustomerColumns Customers { get; init; }

    internal required CsvDialect TiesDialect { get; init; }

    internal required CsvDialect CustomersDialect { get; init; }

    internal required CustomerGraphOptions Rules { get; init; }

    internal required SocialValueOptions<string> Options { get; init; }

    internal required int Top { get; init; }

    internal required IReadOnlyList<string> Explain { get; init; }

    internal required string? OutFile { get; init; }
}

/// <summary>Which column is which. Nothing is guessed: a direction read the wrong way round gives a wrong answer that looks right.</summary>
/// <param name="From">The customer who can reach the other one.</param>
/// <param name="To">The customer who is reached, and who granted the permission.</param>
/// <param name="Permission">The permission; <see langword="null"/> where the file has none.</param>
/// <param name="Strength">The strength; <see langword="null"/> where the file has none.</param>
/// <param name="IsBothWays">Whether each row is read in both directions.</param>
internal sealed record TieColumns(string From, string To, string? Permission, string? Strength, bool IsBothWays);

/// <summary>Which column is which in the file of customers.</summary>
/// <param name="Key">The customer.</param>
/// <param name="Value">The own value.</param>
internal sealed record CustomerColumns(string Key, string Value);
