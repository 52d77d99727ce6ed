namespace InfluenceGraph;

/// <summary>Whether the first line of a file of rows names its columns.</summary>
public enum HeaderLine
{
    /// <summary>It has one where a column is named in the options, where a key or a number of the first line cannot be read as one, or where the two keys are words such as "from" and "to".</summary>
    Detect,

    /// <summary>The first line that is no comment is the header.</summary>
    Present,

    /// <summary>Every line that is no comment is a tie.</summary>
    Absent,
}
