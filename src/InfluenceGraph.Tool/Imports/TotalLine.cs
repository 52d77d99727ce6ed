using static System.FormattableString;

namespace InfluenceGraph.Tool.Imports;

/// <summary>Finds a line that is no customer but the sum of all others, which spreadsheets leave at the end and which would be the most valuable customer of all.</summary>
internal sealed class TotalLine
{
    /// <summary>Sums of money are rounded to cents at each line.</summary>
    private const double Slack = 1e-4;

    /// <summary>Of two or three customers, one may well spend as much as the others.</summary>
    private const int Fewest = 4;

    private double _sum;
    private double _largest;
    private string? _suspect;
    private long _count;

    internal string? Finding => _count >= Fewest && _largest > 0 && Math.Abs(_sum - _largest - _largest) <= Slack * _largest
        ? Invariant($"'{_suspect}' has as own value {_largest:0.##}, the sum of all others: it may be a line of totals. If so, remove it.")
        : null;

    internal void Look(string customer, double ownValue)
    {
        _count++;
        _sum += ownValue;
        if (ownValue > _largest)
        {
            (_largest, _suspect) = (ownValue, customer);
        }
    }
}
