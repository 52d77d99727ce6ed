namespace NotebookKit;

/// <summary>Something that draws itself.</summary>
public interface ISvg
{
    /// <summary>What it shows, in a sentence.</summary>
    string Title { get; }

    /// <summary>The picture as a standalone SVG document. The same data gives the same text.</summary>
    string ToSvg();
}
