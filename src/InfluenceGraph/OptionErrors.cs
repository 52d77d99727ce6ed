namespace InfluenceGraph;

/// <summary>Collects everything that is wrong with an options record, so that the caller reads it in one message.</summary>
internal sealed class OptionErrors(string optionsName)
{
    private readonly List<string> _errors = [];

    internal void Require(bool condition, string error)
    {
        if (!condition)
        {
            _errors.Add(error);
        }
    }

    internal void RequireDefined<TEnum>(TEnum value, string option)
        where TEnum : struct, Enum =>
        Require(Enum.IsDefined(value), $"{option} is {value}; expected one of {string.Join(", ", Enum.GetNames<TEnum>())}");

    internal void RequireThreads(int? threads, string option) =>
        Require(threads is null or (>= 1 and <= 1024), $"{option} is {threads}; expected 1 to 1024, or null for one per processor");

    internal void RequireConfidence(double confidence, string option) =>
        Require(confidence is > 0 and < 1, FormattableString.Invariant($"{option} is {confidence}; expected above 0 and below 1"));

    internal void ThrowIfAny()
    {
        if (_errors.Count > 0)
        {
            throw new ArgumentException($"{optionsName}: {string.Join("; ", _errors)}.");
        }
    }
}
