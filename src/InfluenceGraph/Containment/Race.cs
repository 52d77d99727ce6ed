namespace InfluenceGraph.Containment;

/// <summary>
/// A complaint and the good word in one world, as far as it takes to say who is lost. A worker keeps one.
/// Whatever is added to a plan, an answer or an advocate, nobody else is lost by it in any world: the complaint comes to
/// nobody sooner, and the good word, which answered customers pass on like others, to nobody later.
/// </summary>
internal sealed class Race
{
    internal Race(LiveEdges live, GoodWordRules rules, PlanState state)
    {
        Scratch = new(live);
        GoodWord = new(live, rules);
        state.IsAnswered.CopyTo(Scratch.IsBlocked, 0);
    }

    /// <summary>Its blocked nodes are those answered when this was made.</summary>
    internal WorldScratch Scratch { get; }

    internal GoodWord GoodWord { get; }

    /// <summary>Runs a world with those blocked that the scratch blocks.</summary>
    /// <returns>What is lost.</returns>
    internal long Run(ComplaintWorld drawn, long world, List<int> advocates, long[] grains)
    {
        Scratch.Arrivals.Search(drawn, Scratch.IsBlocked);
        long lost = Scratch.SumReached(drawn, grains);
        if (advocates.Count == 0)
        {
            return lost;
        }

        GoodWord.Enter(world, drawn, Scratch.Arrivals, onlyToSave: true);
        foreach (int advocate in advocates)
        {
            lost -= GoodWord.Add(advocate, grains);
        }

        return lost;
    }

    /// <summary>Whether a local node was lost in the world that ran last with so many advocates.</summary>
    internal bool IsLost(ComplaintWorld drawn, int place, List<int> advocates) =>
        Scratch.Arrivals.Reaches(place) && (advocates.Count == 0 || !GoodWord.Hears(drawn.Nodes[place]));
}
