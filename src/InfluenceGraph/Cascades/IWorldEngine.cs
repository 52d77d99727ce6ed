namespace InfluenceGraph.Cascades;

/// <summary>A way to simulate worlds. Batches have fixed numbers, so any thread can do any of them and give the same bits.</summary>
internal interface IWorldEngine
{
    int WorldsPerBatch { get; }

    IBatchWorker NewWorker();
}

/// <summary>What one thread needs to simulate batches.</summary>
internal interface IBatchWorker
{
    /// <summary>Simulates a batch.</summary>
    /// <param name="batch">Which one.</param>
    /// <param name="counts">Gets the nodes that each world reached; its length is the number of worlds.</param>
    /// <param name="values">Gets the worth that each world reached; empty where nodes count one each.</param>
    /// <param name="cancellationToken">Stops within the batch; the worker is of no use afterwards.</param>
    BatchOutcome Run(int batch, Span<double> counts, Span<double> values, CancellationToken cancellationToken);
}
