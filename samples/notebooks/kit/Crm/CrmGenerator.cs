using System.Globalization;
using InfluenceGraph;

namespace NotebookKit;

/// <summary>How a made-up CRM comes about.</summary>
internal static class CrmGenerator
{
    private static readonly double[] _permissions = [0.25, 0.5, 0.75, 1, 1];

    internal static Crm Generate(int count, int seed)
    {
        if (count is < 100 or > 1_000_000)
        {
            throw new ArgumentOutOfRangeException(nameof(count), count, "Expected 100 to 1,000,000 customers.");
        }

        var dice = new Dice((ulong)seed);
        string[] keys = [.. Enumerable.Range(1, count).Select(i => "C" + i.ToString("0000", CultureInfo.InvariantCulture))];
        int[] groupOf = Groups(count, dice);
        Customer<string>[] customers = [.. keys.Select(key => new Customer<string>(key, Math.Max(5, Math.Round(Math.Exp(4.8 + (1.1 * dice.Normal()))))))];
        double[] sociable = [.. keys.Select(_ => Math.Min(12, 0.5 / Math.Pow(1 - dice.Share(), 0.6)))];
        double[] openness = [.. keys.Select(_ => 0.02 + (0.28 * dice.Share() * dice.Share()))];
        var pairs = new HashSet<(int A, int B)>();
        KnowWithin(groupOf, sociable, pairs, dice);
        KnowBeyond(groupOf, sociable, pairs, dice);
        var ties = new List<Tie<string>>();
        var planted = new Dictionary<(string, string), double>();
        foreach ((int a, int b) in pairs.Order())
        {
            int contacts = 1 + (int)(4 * dice.Share() / (0.15 + dice.Share()));
            AddTie(a, b, contacts);
            if (dice.Chance(0.8))
            {
                AddTie(b, a, contacts);
            }
        }

        return new(customers, [.. ties], keys.Zip(groupOf).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal), planted, seed);

        void AddTie(int from, int to, int contacts)
        {
            double permission = dice.Chance(0.05) ? 0 : _permissions[dice.Below(_permissions.Length)];
            ties.Add(new(keys[from], keys[to], permission, contacts, LastContact: Crm.Today.AddDays(-dice.Below(400))));
            planted[(keys[from], keys[to])] = permission * openness[to];
        }
    }

    internal static ConsentLedger<string> Consents(Customer<string>[] customers, int seed)
    {
        var dice = new Dice((ulong)seed + 77);
        var ledger = new ConsentLedger<string>();
        DateTimeOffset given = Crm.Today.AddYears(-1);
        foreach (Customer<string> customer in customers)
        {
            Answer(customer.Key, Purpose.Score, 0.95);
            Answer(customer.Key, Purpose.Contact, 0.7);
            Answer(customer.Key, Purpose.Seed, 0.5);
        }

        return ledger;

        void Answer(string customer, Purpose purpose, double share)
        {
            if (dice.Chance(share))
            {
                ledger.Grant(customer, purpose, Channel.Any, given, "web form");
            }
            else
            {
                ledger.Refuse(customer, purpose, Channel.Any, given, "web form");
            }
        }
    }

    /// <summary>Circles of 4 to 80, many small and a few large.</summary>
    private static int[] Groups(int count, Dice dice)
    {
        int[] groupOf = new int[count];
        int group = 0;
        for (int next = 0; next < count; group++)
        {
            int size = Math.Min(80, (int)(8 / Math.Pow(1 - (0.97 * dice.Share()), 0.7)));
            for (int end = Math.Min(count, next + size); next < end; next++)
            {
                groupOf[next] = group;
            }
        }

        return groupOf;
    }

    private static void KnowWithin(int[] groupOf, double[] sociable, HashSet<(int A, int B)> pairs, Dice dice)
    {
        for (int a = 0; a < groupOf.Length; a++)
        {
            for (int b = a + 1; b < groupOf.Length && groupOf[b] == groupOf[a]; b++)
            {
                int size = SizeFrom(groupOf, a);
                if (dice.Chance(Math.Min(0.9, 5.0 * sociable[a] * sociable[b] / (size + 4))))
                {
                    pairs.Add((a, b));
                }
            }
        }
    }

    private static int SizeFrom(int[] groupOf, int member)
    {
        int first = member, last = member;
        for (; first > 0 && groupOf[first - 1] == groupOf[member]; first--)
        {
        }

        for (; last + 1 < groupOf.Length && groupOf[last + 1] == groupOf[member]; last++)
        {
        }

        return last - first + 1;
    }

    /// <summary>Who knows many meets many elsewhere too.</summary>
    private static void KnowBeyond(int[] groupOf, double[] sociable, HashSet<(int A, int B)> pairs, Dice dice)
    {
        var hat = new List<int>();
        for (int customer = 0; customer < groupOf.Length; customer++)
        {
            for (int times = (int)Math.Ceiling(sociable[customer] * 2); times > 0; times--)
            {
                hat.Add(customer);
            }
        }

        for (int i = 0; i < groupOf.Length * 6 / 5; i++)
        {
            int a = hat[dice.Below(hat.Count)], b = hat[dice.Below(hat.Count)];
            if (groupOf[a] != groupOf[b])
            {
                pairs.Add((Math.Min(a, b), Math.Max(a, b)));
            }
        }
    }
}
