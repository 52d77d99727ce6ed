namespace InfluenceGraph.Tool.Progress;

/// <summary>For pipes, log files and tests.</summary>
internal sealed class SilentDisplay : IWorkDisplay
{
    public T Show<T>(string what, Func<Action<double, string>, T> work) => work((_, _) => { });
}
