using InfluenceGraph.Cascades;

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
        Costs = options.Cost is null && options.Budget is null && options.AdvocateBudget is null ? [] : complaint.Ground.CostsBy(options.Cost);
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
            if (_complaint.Ground.TryGetNamed(customer, nameof(_options.Exclude), out int node))
            {
                excluded.Add(node);
            }
        }

        return excluded;
    }

    private bool[] Allowed(CustomerGraphView<TKey>? view, string option, string refusal, HashSet<int> excluded)
    {
        bool[] allowed = _complaint.Ground.AllowedBy(view, option);
        AddNote($"customers who may not be {refusal}", allowed.Count(isAllowed => !isAllowed));
        foreach (int node in excluded)
        {
            allowed[node] = false;
        }

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
            if (_complaint.Ground.TryGetNamed(customer, nameof(_options.Advocates), out int node) && allowed[node])
            {
                named[node] = true;
            }
            else
            {
                refused++;
            }
        }

        AddNote("advocates named who complain, are excluded or may not be asked", refused);
        return named;
    }

    private void AddNote(string text, long count)
    {
        if (count > 0)
        {
            _notes.Add(new(text, count));
        }
    }
}
