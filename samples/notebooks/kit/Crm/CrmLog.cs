using System.Globalization;
using InfluenceGraph;

namespace NotebookKit;

/// <summary>Who bought what when, in two worlds: one where friends bring friends, and one where friends are merely alike.</summary>
internal static class CrmLog
{
    private static readonly DateTimeOffset _begin = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    internal static IReadOnlyList<CustomerAction<string>> WordOfMouth(Crm crm, int products)
    {
        var dice = new Dice((ulong)crm.Seed + 1001);
        ILookup<string, Tie<string>> tiesFrom = crm.Ties.ToLookup(tie => tie.From, StringComparer.Ordinal);
        var log = new List<CustomerAction<string>>();
        for (int product = 0; product < products; product++)
        {
            var bought = new Dictionary<string, int>(StringComparer.Ordinal);
            var waiting = new PriorityQueue<string, (int Hour, int Order)>();
            int order = 0;
            for (int first = 0; first < 5; first++)
            {
                waiting.Enqueue(crm.Customers[dice.Below(crm.Customers.Count)].Key, (dice.Below(24 * 60), order++));
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
                    if (dice.Chance(crm.PlantedChance(tie.From, tie.To)))
                    {
                        waiting.Enqueue(tie.To, (at.Hour + 1 + dice.Below(24 * 7), order++));
                    }
                }
            }
        }

        return log;
    }

    internal static IReadOnlyList<CustomerAction<string>> Likeness(Crm crm, int products)
    {
        var dice = new Dice((ulong)crm.Seed + 2002);
        string[][] groups = [.. crm.Groups.GroupBy(pair => pair.Value, pair => pair.Key).OrderBy(group => group.Key).Select(group => group.ToArray())];
        var log = new List<CustomerAction<string>>();
        for (int product = 0; product < products; product++)
        {
            for (int circle = 0; circle < 4; circle++)
            {
                int begin = dice.Below(24 * 60);
                foreach (string customer in groups[dice.Below(groups.Length)])
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
