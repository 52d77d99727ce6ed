using System.Globalization;

namespace Quickstart.Output;

/// <summary>How amounts of one report are written: all with as many decimals as the largest one makes sense with.</summary>
internal sealed class Amounts
{
    private readonly string _format;

    private Amounts(string format) => _format = format;

    internal static Amounts UpTo(double largest) => new(largest switch
    {
        >= 1e12 or (> 0 and < 0.01) => "0.000e+0",
        >= 10_000 => "#,0",
        >= 10 => "0.0",
        _ => "0.000",
    });

    internal string Text(double amount) => amount.ToString(_format, CultureInfo.InvariantCulture);

    internal string Signed(double difference) => string.Concat(difference < 0 ? "-" : "+", Text(Math.Abs(difference)));
}
