namespace InfluenceGraph.Tests.GraphFiles;

/// <summary>A folder that goes with the test, and graphs that hold everything a graph can hold.</summary>
internal sealed class GraphFileFixture : IDisposable
{
    internal static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.FromHours(2));

    internal string Folder { get; } = Directory.CreateTempSubdirectory("cgraph").FullName;

    internal string this[string name] => Path.Combine(Folder, name);

    internal string[] Files => [.. Directory.GetFiles(Folder).Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal)];

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    /// <summary>Customers, ties (parallel, denied, dated, with contacts), tags, circles, attributes, consents of known and unknown people.</summary>
    internal static CustomerGraph<string> Rich(uint seed = 1, int customers = 40, int ties = 300, bool withStrengths = true, bool withDates = true, bool withConsents = true)
    {
        uint state = seed * 2654435761u;
        uint Next(uint bound)
        {
            state = (state * 1664525) + 1013904223;
            return (uint)(((ulong)(state >> 4) * bound) >> 28);
        }

        string Key(uint i) => i % 7 == 0 ? $"kü{i}-\U0001F600" : i % 5 == 0 ? $"K{i}" : $"customer {i}";
        var ledger = new ConsentLedger<string>();
        var builder = new CustomerGraphBuilder<string>(new() { AsOf = withDates ? Start.AddDays(10) : null, OnSelfTie = SelfTieRule.Keep, OnUnknownCustomer = UnknownCustomerRule.Skip }, withConsents ? ledger : null);
        for (uint i = 0; i < customers; i++)
        {
            builder.AddCustomer(new Customer<string>(Key(i), Next(5) == 0 ? 0 : Next(10_000) / 16.0)
            {
                Attributes = i % 3 == 0 ? new Dictionary<string, string> { ["city"] = $"c{Next(4)}", ["né"] = "" } : new Dictionary<string, string>(),
                Tags = i % 4 == 0 ? [new("running", 1 + Next(3)), new("Chess", 0.25, IsInferred: true, Start, Start.AddDays(Next(40) + 1))] : [],
                Circles = i % 6 == 0 ? new Dictionary<string, IReadOnlyList<string>> { ["family"] = [Key(Next((uint)customers)), Key(Next((uint)customers)), "nobody"], ["empty"] = [] } : new Dictionary<string, IReadOnlyList<string>>(),
            });
        }

        for (int t = 0; t < ties; t++)
        {
            uint from = Next((uint)customers);
            uint to = Math.Min(Next((uint)customers), Next((uint)customers));
            double permission = Next(9) == 0 ? 0 : Next(1000) / 999.0;
            builder.AddTie(new Tie<string>(Key(from), Next(50) == 0 ? "nobody" : Key(to), permission, withStrengths ? Next(4) : 1)
            {
                Since = withDates && Next(6) == 0 ? Start.AddDays(Next(20)) : null,
                Until = withDates && Next(6) == 0 ? Start.AddDays(21 + Next(20)) : null,
                LastContact = Next(3) == 0 ? Start.AddDays(-Next(100)) : null,
            });
        }

        if (withConsents)
        {
            for (uint i = 0; i < customers; i += 2)
            {
                ledger.Grant(Key(i), Purpose.Score, Channel.Any, Start.AddDays(-Next(20)), "form", Next(3) == 0 ? Start.AddDays(30) : null);
            }

            ledger.Refuse(Key(0), Purpose.Score, Channel.Email, Start, "call");
            ledger.Grant("stranger", Purpose.Seed, Channel.Phone, Start, "import");
            ledger.Grant("another", Purpose.Score, Channel.Any, Start, "import");
        }

        return builder.Build();
    }

    /// <summary>A small graph of plain keys without consents or dates.</summary>
    internal static CustomerGraph<TKey> Plain<TKey>(Func<int, TKey> key, uint seed = 1, int customers = 60, int ties = 500, int levels = 5, bool withStrengths = false)
        where TKey : notnull
    {
        uint state = seed * 2654435761u;
        uint Next(uint bound)
        {
            state = (state * 1664525) + 1013904223;
            return (uint)(((ulong)(state >> 4) * bound) >> 28);
        }

        var builder = new CustomerGraphBuilder<TKey>();
        for (int i = 0; i < customers; i++)
        {
            builder.AddCustomer(key(i), 1 + Next(100));
        }

        for (int t = 0; t < ties; t++)
        {
            uint to = Next((uint)customers);
            to = Next(2) == 0 ? to : to / 4;
            builder.AddTie(new(key((int)Next((uint)customers)), key((int)to), (1 + Next((uint)levels)) / (double)levels, withStrengths ? 1 + Next(3) : 1));
        }

        return builder.Build();
    }
}
