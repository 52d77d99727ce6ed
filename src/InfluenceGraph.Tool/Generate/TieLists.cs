namespace InfluenceGraph.Tool.Generate;

/// <summary>Who knows whom, drawn anew whenever it is asked, so that no graph is ever kept.</summary>
/// <remarks>
/// A customer names as many contacts as a Pareto variable of density k^-2.5 says (degree exponents of social networks lie
/// between 2 and 3: Barabasi, Albert, Science 1999; Clauset, Shalizi, Newman, SIAM Review 2009), most of them in the own
/// community. Within a community the customer of place r is named with weight r^-0.6, which gives in-degrees a power law of
/// exponent 1 + 1/0.6 = 2.67 (the static model of Goh, Kahng, Kim, Phys. Rev. Lett. 2001). Seven of ten pairs permit each other.
/// </remarks>
internal sealed class TieLists(CrmPlan plan, CommunityLayout communities)
{
    internal const int MostContacts = 500;
    private const double Mutual = 0.7;
    private const double Loners = 0.03;
    private const double DegreeTail = 1.5;

    /// <summary>The contacts that a customer names, in the order drawn; nobody twice, and not oneself.</summary>
    internal int ContactsOf(int customer, Span<int> contacts)
    {
        var random = new SeededStream(plan.Seed, DrawnFor.Targets, customer);
        if (plan.Customers < 2 || random.Happens(Loners))
        {
            return 0;
        }

        // The mean of k^-2.5 from a is 3a; rounding down costs half a contact.
        double least = ((plan.TiesPerCustomer / (1 + Mutual) / (1 - Loners)) + 0.5) / 3;
        int wanted = (int)Math.Min(least * random.Pareto(DegreeTail), Math.Min(MostContacts, contacts.Length));
        int community = communities.CommunityOf(customer);
        int count = 0;
        for (int trial = 0; trial < 3 * wanted && count < wanted; trial++)
        {
            int home = random.Happens(plan.Mixing) ? communities.CommunityOf(random.Below(plan.Customers)) : community;
            (int start, int size) = communities.Of(home);
            double unit = random.Unit();

            // Weight r^-0.6 has the inverse n u^2.5.
            int contact = start + (int)(size * unit * unit * Math.Sqrt(unit));
            if (contact != customer && !contacts[..count].Contains(contact))
            {
                contacts[count++] = contact;
            }
        }

        return count;
    }

    /// <summary>Whether the permission was given both ways.</summary>
    internal bool IsMutual(int customer, int contact) => new SeededStream(plan.Seed, DrawnFor.Tie, -1 - Pair(Math.Min(customer, contact), Math.Max(customer, contact))).Happens(Mutual);

    /// <summary>Whether a pair is this customer's to tell: who comes first tells it, where both name each other.</summary>
    internal bool IsToldBy(int customer, int contact, Span<int> scratch) =>
        customer < contact || !scratch[..ContactsOf(contact, scratch)].Contains(customer);

    internal bool AreClose(int from, int to) => communities.CommunityOf(from) == communities.CommunityOf(to);

    internal SeededStream StreamOf(int from, int to) => new(plan.Seed, DrawnFor.Tie, Pair(from, to));

    private long Pair(int from, int to) => ((long)from * plan.Customers) + to;
}
