namespace InfluenceGraph.Tool.Progress;

/// <summary>Shows that long work goes on. It never writes where the answer is written.</summary>
internal interface IWorkDisplay
{
    /// <summary>Does work that tells from time to time how far it is (0 to 1) and a detail such as a rate.</summary>
    T Show<T>(string what, Func<Action<double, string>, T> work);
}
