using System.Globalization;

namespace InfluenceGraph.Tool.Generate;

/// <summary>
/// A CRM that nobody lives in: customers in communities, who know, permit, buy, consent, join in, complain and bring others.
/// Each list is drawn as it is read, so that any size costs no more memory than the communities' starts.
/// </summary>
/// <remarks>
/// Spend: purchases come at a gamma distributed rate until the customer silently leaves (Pareto/NBD: Schmittlein, Morrison,
/// Colombo, Management Science 1987) and their amounts are log-normal around the customer's own mean, with a Pareto tail for
/// a few large accounts. Homophily (McPherson, Smith-Lovin, Cook, Annual Review of Sociology 2001): a community shares
/// a city, tastes and a level of spend. Actions are independent cascades (Kempe, Kleinberg, Tardos, KDD 2003) along permitted
/// ties, so that what is learned from them can be held against what was planted.
/// </remarks>
internal sealed class SyntheticCrm
{
    private const double DaysAYear = 365;
    private const int YearsOfHistory = 8;
    private const int DaysOfTransactions = 730;
    private const int MostInACascade = 500;

    private readonly CrmPlan _plan;
    private readonly CommunityLayout _communities;
    private readonly TieLists _ties;
    private readonly KeyShuffle _keys;

    internal SyntheticCrm(CrmPlan plan)
    {
        _plan = plan;
        _communities = new(plan);
        _ties = new(plan, _communities);
        _keys = new(plan);
    }

    internal CrmPlan Plan => _plan;

    internal int CommunityCount => _communities.Count;

    /// <summary>The planted community of each customer, for tests.</summary>
    internal IEnumerable<KeyValuePair<string, int>> PlantedCommunities() => Everybody().Select(i => KeyValuePair.Create(_keys.KeyOf(i), _communities.CommunityOf(i)));

    /// <summary>The customers, with what they spent in the last year as own value.</summary>
    internal IEnumerable<Customer<string>> Customers() => Everybody().Select(CustomerAt);

    internal IEnumerable<Tie<string>> Ties()
    {
        int[] contacts = new int[TieLists.MostContacts];
        int[] scratch = new int[TieLists.MostContacts];
        foreach (int customer in Everybody())
        {
            int count = _ties.ContactsOf(customer, contacts);
            for (int i = 0; i < count; i++)
            {
                int contact = contacts[i];
                if (!_ties.IsToldBy(customer, contact, scratch))
                {
                    continue;
                }

                yield return TieOf(customer, contact);
                if (_ties.IsMutual(customer, contact))
                {
                    yield return TieOf(contact, customer);
                }
            }
        }
    }

    internal IEnumerable<Consent<string>> Consents()
    {
        foreach (int customer in Everybody())
        {
            var random = new SeededStream(_plan.Seed, DrawnFor.Consents, customer);
            DateTimeOffset joined = JoinedAt(customer);
            string key = _keys.KeyOf(customer);
            foreach ((Purpose purpose, Channel channel, double share) in Asked)
            {
                double answer = random.Unit();
                DateTimeOffset from = joined.AddDays(random.Below(30));
                from = from > _plan.AsOf ? _plan.AsOf : from;
                if (answer < share)
                {
                    yield return new(key, purpose, channel, Granted: true, from, random.Happens(0.05) ? from.AddYears(3) : null, random.Happens(0.7) ? "web form" : "store");
                    if (random.Happens(0.06))
                    {
                        DateTimeOffset withdrawn = from + ((_plan.AsOf - from) * random.Unit());
                        yield return new(key, purpose, channel, Granted: false, WholeDay(withdrawn), Until: null, "e-mail");
                    }
                }
                else if (answer < share + 0.08)
                {
                    yield return new(key, purpose, channel, Granted: false, from, Until: null, "web form");
                }
            }
        }
    }

    internal IEnumerable<Transaction> Transactions()
    {
        long number = 0;
        foreach (int customer in Everybody())
        {
            foreach ((DateTimeOffset at, decimal amount) in PurchasesOf(customer))
            {
                yield return new(string.Create(CultureInfo.InvariantCulture, $"T{++number:D8}"), _keys.KeyOf(customer), at, amount);
            }
        }
    }

    /// <summary>Who took part in which campaign, and when: each campaign started with a few customers and travelled along ties.</summary>
    internal IEnumerable<CustomerAction<string>> Interactions()
    {
        int campaigns = Math.Max(40, _plan.Customers / 50);
        int[] contacts = new int[TieLists.MostContacts];
        for (int campaign = 0; campaign < campaigns; campaign++)
        {
            string name = string.Create(CultureInfo.InvariantCulture, $"campaign-{campaign + 1:D5}");
            foreach ((int customer, DateTimeOffset at) in CascadeOf(campaign, contacts))
            {
                yield return new(_keys.KeyOf(customer), name, at);
            }
        }
    }

    internal IEnumerable<Complaint> Complaints()
    {
        long number = 0;
        foreach (int customer in Everybody())
        {
            var random = new SeededStream(_plan.Seed, DrawnFor.Complaints, customer);
            while (random.Happens(0.03))
            {
                DateTimeOffset at = _plan.AsOf.AddSeconds(-random.Below((int)DaysAYear * 86_400));
                yield return new(
                    string.Create(CultureInfo.InvariantCulture, $"K{++number:D6}"),
                    _keys.KeyOf(customer),
                    at,
                    Words.ComplaintTopics[random.Below(Words.ComplaintTopics.Length)],
                    1 + Math.Min(random.Below(5), random.Below(5)));
            }
        }
    }

    internal IEnumerable<Referral> Referrals()
    {
        int[] contacts = new int[TieLists.MostContacts];
        foreach (int customer in Everybody())
        {
            var random = new SeededStream(_plan.Seed, DrawnFor.Referrals, customer);
            if (random.Happens(0.15) && _ties.ContactsOf(customer, contacts) > 0)
            {
                // The older of the two brought the younger one.
                int contact = contacts[0];
                bool isOlder = JoinedAt(contact) <= JoinedAt(customer);
                (int referrer, int referred) = isOlder ? (contact, customer) : (customer, contact);
                yield return new(_keys.KeyOf(referrer), _keys.KeyOf(referred), JoinedAt(referred));
            }
        }
    }

    private static (Purpose Purpose, Channel Channel, double Share)[] Asked { get; } =
    [
        (Purpose.Score, Channel.Any, 0.85),
        (Purpose.Contact, Channel.Any, 0.35),
        (Purpose.Contact, Channel.Email, 0.3),
        (Purpose.Seed, Channel.Any, 0.35),
        (Purpose.Share, Channel.Any, 0.25),
    ];

    private IEnumerable<int> Everybody() => Enumerable.Range(0, _plan.Customers);

    private Customer<string> CustomerAt(int customer)
    {
        var random = new SeededStream(_plan.Seed, DrawnFor.Person, customer);
        _ = random.Next();
        int community = _communities.CommunityOf(customer);
        var taste = new SeededStream(_plan.Seed, DrawnFor.CommunityTaste, community);
        string city = Words.Cities[taste.Below(Words.Cities.Length)];
        string[] favourites = [Words.Tags[taste.Below(Words.Tags.Length)], Words.Tags[taste.Below(Words.Tags.Length)]];
        DateTimeOffset lastYear = _plan.AsOf.AddDays(-DaysAYear);
        return new(_keys.KeyOf(customer), (double)PurchasesOf(customer).Where(purchase => purchase.At >= lastYear).Sum(purchase => purchase.Amount))
        {
            Attributes = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["name"] = $"{Words.FirstNames[random.Below(Words.FirstNames.Length)]} {Words.LastNames[random.Below(Words.LastNames.Length)]}",
                ["city"] = random.Happens(0.75) ? city : Words.Cities[random.Below(Words.Cities.Length)],
                ["age"] = Math.Clamp((int)(44 + (15 * random.Normal())), 18, 95).ToString(CultureInfo.InvariantCulture),
                ["joined"] = JoinedAt(customer).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            },
            Tags = [.. TagsOf(random, favourites).Distinct(StringComparer.Ordinal).Select(tag => new CustomerTag(tag))],
        };
    }

    /// <summary>What the community likes, and what the customer likes besides: popular tags more often (Zipf).</summary>
    private static IEnumerable<string> TagsOf(SeededStream random, string[] favourites)
    {
        foreach (string favourite in favourites)
        {
            if (random.Happens(0.55))
            {
                yield return favourite;
            }
        }

        while (random.Happens(0.5))
        {
            yield return Words.Tags[(int)SeededStream.Exp(random.Unit() * SeededStream.Log(Words.Tags.Length))];
        }
    }

    private DateTimeOffset JoinedAt(int customer)
    {
        var random = new SeededStream(_plan.Seed, DrawnFor.Person, customer);
        return WholeDay(_plan.AsOf).AddDays(-1 - (int)(random.Unit() * YearsOfHistory * DaysAYear));
    }

    private IEnumerable<(DateTimeOffset At, decimal Amount)> PurchasesOf(int customer)
    {
        var random = new SeededStream(_plan.Seed, DrawnFor.Transactions, customer);
        var taste = new SeededStream(_plan.Seed, DrawnFor.CommunityTaste, -1 - _communities.CommunityOf(customer));
        double rate = Math.Max(1e-3, random.Gamma(1.1) * 5) / DaysAYear;
        double typical = random.LogNormal(35, 0.6) * taste.LogNormal(1, 0.5);
        if (random.Happens(0.02))
        {
            typical *= Math.Min(200, 3 * random.Pareto(1.5));
        }

        DateTimeOffset joined = JoinedAt(customer);
        DateTimeOffset leaves = joined.AddDays(Math.Min(1e5, random.Exponential() * 8 * DaysAYear));
        DateTimeOffset last = leaves < _plan.AsOf ? leaves : _plan.AsOf;
        DateTimeOffset first = _plan.AsOf.AddDays(-DaysOfTransactions);
        for (DateTimeOffset at = joined > first ? joined : first; ;)
        {
            at = at.AddSeconds(Math.Floor(Math.Min(1e9, random.Exponential() / rate * 86_400)));
            if (at >= last)
            {
                yield break;
            }

            yield return (at, Math.Max(0.5m, Math.Round((decimal)random.LogNormal(typical, 0.4), 2)));
        }
    }

    private Tie<string> TieOf(int from, int to)
    {
        SeededStream random = _ties.StreamOf(from, to);
        (double permission, double strength) = Influence(ref random, _ties.AreClose(from, to));
        DateTimeOffset later = JoinedAt(from) > JoinedAt(to) ? JoinedAt(from) : JoinedAt(to);
        DateTimeOffset since = WholeDay(later + ((_plan.AsOf - later) * random.Unit()));
        DateTimeOffset? until = random.Happens(0.04) ? since.AddYears(1 + random.Below(3)) : null;
        DateTimeOffset contact = _plan.AsOf.AddDays(-Math.Min(3000, random.Exponential() * (_ties.AreClose(from, to) ? 60 : 200)));
        return new(_keys.KeyOf(from), _keys.KeyOf(to), permission, strength, since, until, WholeDay(contact < since ? since : contact));
    }

    private static (double Permission, double Strength) Influence(ref SeededStream random, bool areClose)
    {
        double permission = random.Happens(0.06) ? 0 : areClose ? 0.45 + (0.55 * random.Unit()) : 0.1 + (0.6 * random.Unit());
        return (Math.Round(permission, 2), Math.Max(0.1, Math.Round(Math.Min(1e4, random.LogNormal(areClose ? 3 : 1.2, 0.8)), 1)));
    }

    private List<(int Customer, DateTimeOffset At)> CascadeOf(int campaign, int[] contacts)
    {
        var random = new SeededStream(_plan.Seed, DrawnFor.Campaign, campaign);
        DateTimeOffset start = _plan.AsOf.AddSeconds(-random.Below((int)DaysAYear * 86_400));
        var joined = new Dictionary<int, DateTimeOffset>();
        var waiting = new PriorityQueue<int, (DateTimeOffset At, int Customer)>();
        for (int seeds = 1 + random.Below(3); seeds > 0; seeds--)
        {
            int seed = random.Below(_plan.Customers);
            waiting.Enqueue(seed, (start, seed));
        }

        while (waiting.TryDequeue(out int customer, out (DateTimeOffset At, int Customer) when) && joined.Count < MostInACascade && when.At <= _plan.AsOf)
        {
            if (!joined.TryAdd(customer, when.At))
            {
                continue;
            }

            int count = _ties.ContactsOf(customer, contacts);
            foreach (int contact in contacts.AsSpan(0, count))
            {
                SeededStream tie = _ties.StreamOf(customer, contact);
                (double permission, double strength) = Influence(ref tie, _ties.AreClose(customer, contact));
                double delay = random.Exponential() * 2 * 86_400;
                if (random.Happens(permission * 0.42 * Math.Min(1, strength / 3)))
                {
                    waiting.Enqueue(contact, (when.At.AddSeconds(Math.Floor(Math.Min(1e7, delay))), contact));
                }
            }
        }

        return [.. joined.Select(pair => (pair.Key, pair.Value)).OrderBy(pair => pair.Value).ThenBy(pair => pair.Key)];
    }

    private static DateTimeOffset WholeDay(DateTimeOffset moment) => new(moment.UtcDateTime.Date, TimeSpan.Zero);
}
