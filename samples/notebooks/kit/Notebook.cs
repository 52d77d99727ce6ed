using System.Globalization;
using System.IO.Compression;
using System.Text;
using MathNet.Numerics.Distributions;

namespace NotebookKit;

/// <summary>What a lesson says and shows, alike in a notebook and in a terminal.</summary>
public static class Notebook
{
    /// <summary>A kernel puts an <c>Action&lt;object&gt;</c> under this name (<see cref="AppContext.SetData"/>), and then shows what it is given inline.</summary>
    public const string DisplayName = "Notebook.Display";

    /// <summary>A kernel puts a <c>Func&lt;CancellationToken&gt;</c> under this name: the token of the cell that runs.</summary>
    public const string CancellationName = "Notebook.Cancellation";

    private static int _plots;

    /// <summary>Cancelled when the reader of a notebook presses stop. Hand it to whatever takes long.</summary>
    public static CancellationToken Stop => AppContext.GetData(CancellationName) is Func<CancellationToken> current ? current() : CancellationToken.None;

    /// <summary>Shows a table, a plot or anything else: inline in a notebook; in a terminal as text, and a plot as the path of its SVG file.</summary>
    public static void Show(object? shown)
    {
        if (shown is null)
        {
            return;
        }

        if (AppContext.GetData(DisplayName) is Action<object> display)
        {
            display(shown);
        }
        else if (shown is ISvg plot)
        {
            Console.WriteLine($"{plot.Title}: {Save(plot)}");
        }
        else
        {
            Console.WriteLine(shown.ToString()?.TrimEnd());
        }
    }

    /// <summary>Writes text; numbers in it in the invariant culture.</summary>
    public static void Say(FormattableString text)
    {
        ArgumentNullException.ThrowIfNull(text);
        Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>The file of a real data set below the folder that <c>INFLUENCEGRAPH_DATA</c> names, or <c>null</c>, which it then says.</summary>
    public static string? RealData(string file)
    {
        string? folder = Environment.GetEnvironmentVariable("INFLUENCEGRAPH_DATA");
        if (string.IsNullOrEmpty(folder))
        {
            Console.WriteLine($"Not run: INFLUENCEGRAPH_DATA is not set. With it naming a folder that has {file}, this cell asks the same of real data.");
            return null;
        }

        string path = Path.Combine(folder, file);
        if (File.Exists(path))
        {
            return path;
        }

        Console.WriteLine($"Not run: the folder that INFLUENCEGRAPH_DATA names has no {file}.");
        return null;
    }

    /// <summary>The mean of a few runs, and how far it may be off: half the width of its 95 % interval by Student's t.</summary>
    public static (double Mean, double Error) MeanAndError(IEnumerable<double> runs)
    {
        double[] known = [.. runs];
        double mean = known.Average();
        double spread = Math.Sqrt(known.Sum(run => (run - mean) * (run - mean)) / Math.Max(1, known.Length - 1));
        return (mean, known.Length < 2 ? double.NaN : StudentT.InvCDF(0, 1, known.Length - 1, 0.975) * spread / Math.Sqrt(known.Length));
    }

    /// <summary>The lines of a text file, unpacked where its name ends in <c>.gz</c>: for files that no importer is made for.</summary>
    public static IEnumerable<string> Lines(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        using FileStream file = File.OpenRead(path);
        using Stream plain = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionMode.Decompress) : file;
        using var reader = new StreamReader(plain);
        while (reader.ReadLine() is string line)
        {
            yield return line;
        }
    }

    /// <summary>The nearest folder upwards from here that has such a file or folder: where a lesson finds the data of the repository.</summary>
    public static string Find(string relative)
    {
        for (DirectoryInfo? folder = new(Environment.CurrentDirectory); folder is not null; folder = folder.Parent)
        {
            string path = Path.Combine(folder.FullName, relative);
            if (Path.Exists(path))
            {
                return path;
            }
        }

        throw new FileNotFoundException($"Neither {Environment.CurrentDirectory} nor a folder above it has {relative}; expected to run inside a clone of the repository.", relative);
    }

    private static string Save(ISvg plot)
    {
        string folder = Environment.GetEnvironmentVariable("LESSON_PLOTS") is { Length: > 0 } named ? named : Path.Combine(Path.GetTempPath(), "influencegraph-lessons");
        Directory.CreateDirectory(folder);
        var name = new StringBuilder();
        foreach (char letter in plot.Title.Take(60))
        {
            name.Append(char.IsAsciiLetterOrDigit(letter) ? char.ToLowerInvariant(letter) : '-');
        }

        string path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{Interlocked.Increment(ref _plots):00}-{name.ToString().Trim('-')}.svg"));
        File.WriteAllText(path, plot.ToSvg());
        return path;
    }
}
