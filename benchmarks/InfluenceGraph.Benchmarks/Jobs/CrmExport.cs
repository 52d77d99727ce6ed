using System.Globalization;
using InfluenceGraph.Benchmarks.Graphs;

namespace InfluenceGraph.Benchmarks.Jobs;

/// <summary>The files that a CRM would export, made from an R-MAT graph: ties without parallel and self ties, and all customers with what they spend.</summary>
internal sealed record CrmExport(string Ties, string Customers, int TieCount, int CustomerCount)
{
    private const ulong StrengthLane = 41;
    private const ulong OwnValueLane = 42;
    private static readonly string[] _permissions = ["0.2", "0.4", "0.5", "0.8", "1"];

    internal static CrmExport Write(string folder, int scale, int count)
    {
        (int From, int To)[] ties = Distinct(scale, count);
        string tieFile = Path.Combine(folder, "ties.csv");
        using (var writer = new StreamWriter(tieFile))
        {
            writer.Write("reaches,reached,permission,contacts\n");
            for (int tie = 0; tie < ties.Length; tie++)
            {
                ulong bits = CounterHash.Bits(RMat.DefaultSeed, (ulong)tie, StrengthLane);
                writer.Write(string.Create(CultureInfo.InvariantCulture, $"C{ties[tie].From:0000000},C{ties[tie].To:0000000},{_permissions[bits % 5]},{1 + ((bits >> 8) % 20)}\n"));
            }
        }

        string customerFile = Path.Combine(folder, "customers.csv");
        using (var writer = new StreamWriter(customerFile))
        {
            writer.Write("customer,own_value\n");
            for (int node = 0; node < 1 << scale; node++)
            {
                writer.Write(string.Create(CultureInfo.InvariantCulture, $"C{node:0000000},{CounterHash.Unit(RMat.DefaultSeed, (ulong)node, OwnValueLane) * 1000:0.00}\n"));
            }
        }

        return new(tieFile, customerFile, ties.Length, 1 << scale);
    }

    /// <summary>Parallel ties would be merged here and summed there, which is another question.</summary>
    private static (int From, int To)[] Distinct(int scale, int count)
    {
        long made = count + (count / 5L);
        var seen = new HashSet<long>((int)made);
        var ties = new List<(int, int)>(count);
        for (long edge = 0; ties.Count < count; edge++)
        {
            (int from, int to) = RMat.EdgeAt(edge, scale);
            if (from != to && seen.Add(((long)from << scale) | (uint)to))
            {
                ties.Add((from, to));
            }
        }

        return [.. ties];
    }
}
