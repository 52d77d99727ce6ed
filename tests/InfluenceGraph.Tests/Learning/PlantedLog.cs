namespace InfluenceGraph.Tests.Learning;

/// <summary>
/// A graph with planted probabilities and a log simulated from them by a plain simulator of its own: each contact who acts
/// tries once, and a success acts after a delay, unless it acted before.
/// </summary>
internal sealed class PlantedLog
{
    internal PlantedLog(int seed, int customers, int tiesEach, int actions, bool hasExponentialDelays, double least = 0.05, double most = 0.6)
    {
        var random = new Random(seed);
        for (int target = 0; target < customers; target++)
        {
            while (Truth.Keys.Count(tie => tie.To == target) < tiesEach)
            {
                int source = random.Next(customers);
                if (source != target)
                {
                    Truth[(source, target)] = least + ((most - least) * random.NextDouble());
                }
            }
        }

        ILookup<int, (int From, int To)> from = Truth.Keys.ToLookup(tie => tie.From);
        for (int action = 0; action < actions; action++)
        {
            var queue = new PriorityQueue<int, double>();
            var acted = new HashSet<int>();
            queue.Enqueue(random.Next(customers), 0);
            queue.Enqueue(random.Next(customers), 0);
            while (queue.TryDequeue(out int node, out double time))
            {
                if (!acted.Add(node))
                {
                    continue;
                }

                Rows.Add(new(node, $"action {action}", ToyLog.Start.AddDays(time)));
                foreach ((int source, int target) in from[node])
                {
                    if (random.NextDouble() < Truth[(source, target)])
                    {
                        queue.Enqueue(target, time + (hasExponentialDelays ? -Math.Log(1 - random.NextDouble()) * MeanDelay : MeanDelay));
                    }
                }
            }
        }
    }

    /// <summary>In days; the delay itself where delays do not vary.</summary>
    internal const double MeanDelay = 2;

    internal Dictionary<(int From, int To), double> Truth { get; } = [];

    internal List<CustomerAction<int>> Rows { get; } = [];

    internal CustomerGraph<int> Graph => CustomerGraph.FromTies(Truth.Keys.Select(tie => new Tie<int>(tie.From, tie.To, 1)));

    internal ActionLog<int> Log => ActionLog.FromRows(Rows);
}
