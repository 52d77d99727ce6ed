namespace InfluenceGraph.Cards;

/// <summary>A number on a card with what makes it one can trust: its parts, its place among all, and its evidence.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Value">The number with its interval.</param>
/// <param name="Place">The place among all, where there is one.</param>
/// <param name="Evidence">What it rests on.</param>
/// <param name="Parts">What it is made of, one a line.</param>
internal sealed record CardFact(string Name, string Value, string? Place = null, string? Evidence = null, params IEnumerable<string> Parts);
