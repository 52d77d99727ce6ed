using System.Text;

namespace InfluenceGraph.Data;

/// <summary>Whether a stored run still holds, and what changed since.</summary>
/// <param name="Run">The run.</param>
/// <param name="Now">The receipt of the same question asked now.</param>
/// <param name="Differences">What the two receipts say otherwise.</param>
/// <param name="Imports">The imports that were completed since the run was written: where the changes come from. A forgotten customer is in none.</param>
public sealed record ScoreCheck(ScoreRun Run, StoredReceipt Now, IReadOnlyList<ReceiptDifference> Differences, IReadOnlyList<ImportRecord> Imports)
{
    /// <summary>Whether the same data give the same scores: data and options are the same. What else differs is worth reading, but changes no score; another version of the library may.</summary>
    public bool Holds => !Differences.Any(difference => difference.Fact is "data" or "options");

    /// <summary>A few lines for people.</summary>
    /// <returns>Whether it holds, the differences and the imports; invariant culture.</returns>
    public override string ToString()
    {
        var text = new StringBuilder($"{Run}: {(Holds ? "holds" : "does not hold any more")}");
        foreach (ReceiptDifference difference in Differences)
        {
            text.Append("\n  ").Append(difference);
        }

        foreach (ImportRecord import in Imports)
        {
            text.Append("\n  since: ").Append(import);
        }

        return text.ToString();
    }
}
