using System.Globalization;
using InfluenceGraph;

namespace NotebookKit;

/// <summary>Who bought what when, made up in two worlds whose truth is known: one where friends bring friends, and one where friends are merely alike.</summary>
public static class MadeUpLog
{
    private static readonly DateTimeOffset _begin = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Five customers find each product by themselves; whoever buys it tries each tie once, with its chance, and it takes up to a week.</summary>
    public static IReadOnlyList<CustomerAction<string>> WordOfMouth(IReadOnlyList<Tie<string>> ties, Func<Tie<string>, double> chance, int products, int seed = 1)
    {
        ArgumentNullException.ThrowIfNull(ties);
        ArgumentNullException.ThrowIfNull(chance);
        var dice = new Dice((ulong)seed + 1001);
        ILookup<string, Tie<string>> tiesFrom = ties.ToLookup(tie => tie.From, StringComparer.Ordinal);
        string[] customers = [.. ties.SelectMany(tie => new[] { tie.From, tie.To }).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        var log = new List<CustomerAction<string>>();
        for (int product = 0; product < products; product++)
        {
            var bought = new Dictionary<string, int>(StringComparer.Ordinal);
            var waiting = new PriorityQueue<string, (int Hour, int Order)>();
            int order = 0;
            for (int first = 0; first < 5; first++)
            {
                waiting.Enqueue(customers[dice.Below(customers.Length)], (dice.Below(24 * 60), order++));
            }

            // The soonest first, so that each customer buys once and then tries each tie once.
            while (waiting.TryDequeue(out string? customer, out (int Hour, int Order) at))
            {
                if (!bought.TryAdd(customer, at.Hour))
                {
                    continue;
                }

                log.Add(new(customer, Name(product), _begin.AddHours(at.Hour)));
                foreach (Tie<string> tie in tiesFrom[customer])
                {
                    if (dice.Chance(chance(tie)))
                    {
                        waiting.Enqueue(tie.To, (at.Hour + 1 + dice.Below(24 * 7), order++));
                    }
                }
            }
        }

        return log;
    }

    /// <summary>Nobody influences anybody: each product pleases four groups, two of five members of which find it by themselves within two weeks.</summary>
    public static IReadOnlyList<CustomerAction<string>> Likeness(IReadOnlyList<IReadOnlyList<string>> groups, int products, int seed = 1)
    {
        ArgumentNullException.ThrowIfNull(groups);
        var dice = new Dice((ulong)seed + 2002);
        var log = new List<CustomerAction<string>>();
        for (int product = 0; product < products; product++)
        {
            for (int pleased = 0; pleased < 4; pleased++)
            {
                int begin = dice.Below(24 * 60);
                foreach (string customer in groups[dice.Below(groups.Count)])
                {
                    if (dice.Chance(0.4))
                    {
                        log.Add(new(customer, Name(product), _begin.AddHours(begin + dice.Below(24 * 14))));
                    }
                }
            }
        }

        return log;
    }

    private static string Name(int product) => "product " + (product + 1).ToString(CultureInfo.InvariantCulture);
}
