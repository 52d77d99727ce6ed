using static System.FormattableString;

namespace InfluenceGraph.Containment;

/// <summary>Who may be answered and who may be asked, by consent and by the caller's lists, and what each costs.</summary>
internal sealed class PlanCandidates<TKey>
    where TKey : notnull
{
    private readonly Complaint<TKey> _complaint;
    private readonly ContainmentOptions<TKey> _options;
    private readonly List<LeftOut> _notes = [];

    internal PlanCandidates(Complaint<TKey> complaint, ContainmentOptions<TKey> options)
    {
        _complaint = complaint;
        _options = options;
        HashSet<int> excluded = Excluded();
        MayAnswer = Allowed(options.MayContact, nameof(options.MayContact), "contacted and are never answered", excluded);
        MayAdvocate = options.AdvocateLimit > 0 ? AllowedAdvocates(excluded) : [];
        Costs = options.Cost is not null ? CostsGiven(options.Cost) : options.Budget is not null || options.AdvocateBudget is not null ? Ones() : [];
        if (options.AnswerCount > 0 && !MayAnswer.AsSpan().Contains(true))
        {
            throw new ArgumentException($"Nobody may be answered: of {MayAnswer.Length} customers, each is excluded or may not be contacted; expected at least one, or {nameof(options.Count)} = 0 to ask advocates only.");
        }

        if (options.AdvocateLimit > 0 && !MayAdvocate.AsSpan().Contains(true))
        {
            throw new ArgumentException($"Nobody may be asked as an advocate: of {MayAnswer.Length} customers, each complains, is excluded or may not be asked; expected at least one, or {nameof(options.AdvocateCount)} = 0.");
        }
    }

    /// <summary>By node.</summary>
    internal bool[] MayAnswer { get; }

    /// <summary>By node; empty where no advocates are asked for.</summary>
    internal bool[] MayAdvocate { get; }

    /// <summary>By node; empty where nothing costs anything.</summary>
    internal double[] Costs { get; }

    internal IReadOnlyList<LeftOut> Notes => _notes;

    private HashSet<int> Excluded()
    {
        var excluded = new HashSet<int>();
        foreach (TKey customer in _options.Exclude)
        {
            if (_complaint.Ground.TryGetNode(customer, out int node))
            {
                excluded.Add(node);
            }
            else
            {
                RequireKnown(customer, nameof(_options.Exclude));
            }
        }

        return excluded;
    }

    private bool[] Allowed(CustomerGraphView<TKey>? view, string option, string refusal, HashSet<int> excluded)
    {
        if (view is not null && !ReferenceEquals(view.Data, _complaint.Ground.View.Data))
        {
            throw new ArgumentException($"{option} is a view of another graph; expected one of the graph that is asked, as graph.For(Purpose.Contact, channel, asOf) gives.");
        }

        bool[] allowed = new bool[_complaint.Ground.NodeCount];
        int refused = 0;
        for (int node = 0; node < allowed.Length; node++)
        {
            bool mayBe = view?.Contains(_complaint.Ground.KeyOf(node)) != false;
            refused += mayBe ? 0 : 1;
            allowed[node] = mayBe && !excluded.Contains(node);
        }

        AddNote($"customers who may not be {refusal}", refused);
        return allowed;
    }

    private bool[] AllowedAdvocates(HashSet<int> excluded)
    {
        bool[] allowed = Allowed(_options.MayAdvocate, nameof(_options.MayAdvocate), "asked as advocates", excluded);
        foreach (int complainer in _complaint.Nodes)
        {
            allowed[complainer] = false;
        }

        if (_options.Advocates is null)
        {
            return allowed;
        }

        bool[] named = new bool[allowed.Length];
        int refused = 0;
        foreach (TKey customer in _options.Advocates)
        {
            if (_complaint.Ground.TryGetNode(customer, out int node) && allowed[node])
            {
                named[node] = true;
            }
            else
            {
                RequireKnown(customer, nameof(_options.Advocates));
                refused++;
            }
        }

        AddNote("advocates named who complain, are excluded or may not be asked", refused);
        return named;
    }

    private double[] Ones()
    {
        double[] ones = new double[_complaint.Ground.NodeCount];
        Array.Fill(ones, 1);
        return ones;
    }

    private double[] CostsGiven(Func<Customer<TKey>, double> cost)
    {
        double[] costs = new double[_complaint.Ground.NodeCount];
        for (int node = 0; node < costs.Length; node++)
        {
            costs[node] = cost(_complaint.Ground.CustomerAt(node));
            if (!OwnValues.IsValid(costs[node]))
            {
                throw new ArgumentException(Invariant($"The cost of '{_complaint.Ground.KeyOf(node)}' is {costs[node]}; expected {OwnValues.Expected}."));
            }
        }

        return costs;
    }

    private void RequireKnown(TKey customer, string option)
    {
        if (!_complaint.Ground.View.Data.Nodes.ContainsKey(customer))
        {
            throw new KeyNotFoundException($"{option} names '{customer}', who is not a customer of this graph.");
        }
    }

    private void AddNote(string text, long count)
    {
        if (count > 0)
        {
            _notes.Add(new(text, count));
        }
    }
}
