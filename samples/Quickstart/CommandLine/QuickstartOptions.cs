using System.CommandLine;
using InfluenceGraph;
using static Quickstart.CommandLine.Options;

namespace Quickstart.CommandLine;

/// <summary>The options of the program, as <c>--help</c> shows them.</summary>
internal sealed class QuickstartOptions
{
    private const string Purpose = """
        What is each customer worth to others? Social value: each unit of a customer's own value moves
        on, with probability --damping, to one of the people who can reach its holder; a customer is
        worth the value that stops with them.

        Without options: who was worth most to Florence in the 1430s, and why the Medici and not the
        richer Strozzi? With --ties, --from and --to: the same for your own CSV files (UTF-8; .gz is
        unpacked). A row that cannot be used is an error that names file and line; what a rule leaves
        out is counted.
        """;

    internal Option<string?> Chart { get; } = Text("--chart", "FILE.svg", "Draw the Florentine curve into this file.");

    internal Option<string?> Ties { get; } = Text("--ties", "FILE", "Who can reach whom, one row a tie.");

    internal Option<string?> From { get; } = Text("--from", "COL", "Column of the customer who can reach the other one. Never guessed.");

    internal Option<string?> To { get; } = Text("--to", "COL", "Column of the customer who is reached, and who granted the permission. Never guessed.");

    internal Option<string?> Permission { get; } = Text("--permission", "COL", "Column of the permission, 0 (an explicit no) to 1; an empty cell means no tie. [not named: 1 in every row]");

    internal Option<string?> Strength { get; } = Text("--strength", "COL", "Column of the strength, 0 or more; an empty cell means unknown and counts 1. [not named: 1 in every row]");

    internal Option<bool> BothWays { get; } = Switch("--both-ways", "Read each row in both directions; a tie to oneself once.");

    internal Option<string?> Customers { get; } = Text("--customers", "FILE", "The customers and their own values. [absent: the ties make the customers, and each counts 1]");

    internal Option<string> Key { get; } = Text("--key", "COL", "Column of the customer.", "customer");

    internal Option<string> Value { get; } = Text("--value", "COL", "Column of the own value, 0 or more, in money.", "own_value");

    internal Option<char?> Delimiter { get; } = Character("--delimiter", "CHAR", "What stands between cells: one character, or tab.", ',');

    internal Option<char?> CustomersDelimiter { get; } = Character("--customers-delimiter", "CHAR", "The same for the customers, where it differs. [as --delimiter]", standard: null);

    internal Option<char?> Decimal { get; } = Character("--decimal", "CHAR", "What stands before the decimals of permission, strength and own value: . or ,", '.', ".,");

    internal Option<HeaderlessFiles> NoHeader { get; } = Choice("--no-header", "The first line is a row; columns are then given by number, from 1. [alone: Both]", HeaderlessFiles.None, HeaderlessFiles.Both, HeaderlessFiles.Customers, HeaderlessFiles.Ties);

    internal Option<char?> Comment { get; } = Character("--comment", "CHAR", "Lines that start with it are no rows, as in --comment '#'. [none]", standard: null);

    internal Option<TieMerge> OnDuplicate { get; } = Choice("--on-duplicate", "What several rows for one pair mean.", TieMerge.Sum, TieMerge.Sum, TieMerge.Strongest, TieMerge.Refuse);

    internal Option<UnknownCustomerRule> Unknown { get; } = Choice("--unknown", "What a tie to somebody who is not among the customers means; Add gives them own value 0.", UnknownCustomerRule.Refuse, UnknownCustomerRule.Refuse, UnknownCustomerRule.Skip, UnknownCustomerRule.Add);

    internal Option<SelfTieRule> SelfTies { get; } = Choice("--self-ties", "What a tie to oneself means.", SelfTieRule.Skip, SelfTieRule.Skip, SelfTieRule.Keep, SelfTieRule.Refuse);

    internal Option<double> Damping { get; } = Number("--damping", "D", "The word-of-mouth share, from 0 to below 1. Marketing studies report 0.2 to 0.5.", 0.85, d => d is >= 0 and < 1, "a number from 0 to below 1 (at 1 value would never stop anywhere)");

    internal Option<UnreachedPolicy> Unreached { get; } = Choice("--unreached", "What becomes of value that would move on from a customer whom nobody can reach.", UnreachedPolicy.Keep, Enum.GetValues<UnreachedPolicy>());

    internal Option<double> Tolerance { get; } = Number("--tolerance", "T", "The share of all value that may still be on its way at the end.", 1e-10, t => t is >= 0 and < 1, "a number from 0 to below 1");

    internal Option<int> MaxIterations { get; } = Count("--max-iterations", "N", "The most sweeps over the ties.", 1000, least: 1);

    internal Option<int> Top { get; } = Count("--top", "K", "How many customers are shown.", 10, least: 0);

    internal Option<string[]> Explain { get; } = new("--explain") { HelpName = "CUSTOMER", Description = "Explain this customer, besides the first. May be given several times." };

    internal Option<string?> Out { get; } = Text("--out", "FILE.csv", "Write every customer with social value, its parts and rank; replaces the file at the end.");

    private readonly RootCommand _command;

    internal QuickstartOptions()
    {
        NoHeader.Arity = ArgumentArity.ZeroOrOne;
        _command = new(Purpose)
        {
            Ties, From, To, Permission, Strength, BothWays, Customers, Key, Value,
            Delimiter, CustomersDelimiter, Decimal, NoHeader, Comment, OnDuplicate, Unknown, SelfTies,
            Damping, Unreached, Tolerance, MaxIterations, Top, Explain, Out, Chart,
        };
    }

    internal IEnumerable<Option> All => _command.Options;

    /// <summary>Parses; an @ in a customer's key is no file of further arguments, and -ab is not -a -b.</summary>
    internal ParseResult Parse(string[] args) =>
        _command.Parse(args, new() { ResponseFileTokenReplacer = null, EnablePosixBundling = false });
}
