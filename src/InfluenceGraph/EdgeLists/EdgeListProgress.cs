namespace InfluenceGraph;

/// <summary>How far reading an edge list has come.</summary>
/// <param name="Phase">What is being done, in a word or two.</param>
/// <param name="BytesRead">Bytes of the file read so far; of a packed file, packed ones.</param>
/// <param name="TotalBytes">Bytes of the file; 0 where a stream does not tell its length.</param>
/// <param name="Rows">Lines with a tie read so far.</param>
/// <param name="Elapsed">Time since the beginning.</param>
public readonly record struct EdgeListProgress(string Phase, long BytesRead, long TotalBytes, long Rows, TimeSpan Elapsed)
{
    /// <summary>The part of the file read, 0 to 1; 0 where its length is not known.</summary>
    public double Fraction => TotalBytes <= 0 ? 0 : Math.Min(1, (double)BytesRead / TotalBytes);

    /// <summary>Lines with a tie read per second so far.</summary>
    public double RowsPerSecond => Elapsed <= TimeSpan.Zero ? 0 : Rows / Elapsed.TotalSeconds;

    /// <summary>What reading the rest takes at this rate, without building the graph; <see langword="null"/> where it cannot be told.</summary>
    public TimeSpan? Remaining => BytesRead <= 0 || TotalBytes < BytesRead ? null : Elapsed * (((double)TotalBytes / BytesRead) - 1);
}
