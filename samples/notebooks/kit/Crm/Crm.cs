using System.Globalization;
using InfluenceGraph;

namespace NotebookKit;

/// <summary>A made-up CRM: customers with spend, ties with permission, consents. The same seed gives the same one everywhere.</summary>
/// <remarks>
/// Customers live in circles of 4 to 80 people, know mostly each other there, and a few beyond; some know very many. Spend is lognormal
/// and has nothing to do with whom one knows, so whatever a score says about both comes from the ties.
/// </remarks>
public sealed class Crm
{
    private readonly Dictionary<(string From, string To), double> _planted;

    internal Crm(Customer<string>[] customers, Tie<string>[] ties, Dictionary<string, int> groups, Dictionary<(string From, string To), double> planted, int seed)
    {
        Customers = customers;
        Ties = ties;
        Groups = groups;
        _planted = planted;
        Seed = seed;
        Consents = CrmGenerator.Consents(customers, seed);
    }

    /// <summary>The moment of the export.</summary>
    public static DateTimeOffset Today { get; } = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Customers with what they spend in a year.</summary>
    public IReadOnlyList<Customer<string>> Customers { get; }

    /// <summary>Who can reach whom, as the one who is reached permitted it.</summary>
    public IReadOnlyList<Tie<string>> Ties { get; }

    /// <summary>Which circle each customer was put into: what a community search should find again.</summary>
    public IReadOnlyDictionary<string, int> Groups { get; }

    /// <summary>Who said yes to being scored, contacted and asked for help; some said no.</summary>
    public ConsentLedger<string> Consents { get; }

    /// <summary>What it was made from.</summary>
    public int Seed { get; }

    /// <summary>Makes one up.</summary>
    public static Crm Generate(int customers = 2000, int seed = 1) => CrmGenerator.Generate(customers, seed);

    /// <summary>The chance with which a purchase of one really brings a purchase of the other: nobody knows it of real customers.</summary>
    public double PlantedChance(string from, string to) => _planted.GetValueOrDefault((from, to));

    /// <summary>Purchases that spread by word of mouth with the planted chances.</summary>
    public IReadOnlyList<CustomerAction<string>> WordOfMouthLog(int products) => CrmLog.WordOfMouth(this, products);

    /// <summary>Purchases that nobody influenced: each product pleases a few circles, whose members find it by themselves.</summary>
    public IReadOnlyList<CustomerAction<string>> LikenessLog(int products) => CrmLog.Likeness(this, products);

    /// <summary>Writes <c>customers.csv</c> and <c>ties.csv</c> as a CRM would export them.</summary>
    public (string Customers, string Ties) WriteCsv(string folder)
    {
        Directory.CreateDirectory(folder);
        string customers = Path.Combine(folder, "customers.csv"), ties = Path.Combine(folder, "ties.csv");
        File.WriteAllLines(customers, Customers.Select(customer => string.Create(CultureInfo.InvariantCulture, $"{customer.Key},{customer.OwnValue}")).Prepend("customer,spend"));
        File.WriteAllLines(ties, Ties.Select(tie => string.Create(CultureInfo.InvariantCulture, $"{tie.From},{tie.To},{tie.Permission},{tie.Strength}")).Prepend("reaches,reached,permission,contacts"));
        return (customers, ties);
    }
}
