namespace InfluenceGraph;

/// <summary>What is known of each customer, by node, and the way from a key to its node.</summary>
internal sealed class CustomerData<TKey>
    where TKey : notnull
{
    private readonly Dictionary<int, IReadOnlyDictionary<string, string>> _attributes;

    internal CustomerData(TKey[] keys, double[] ownValues, Dictionary<int, IReadOnlyDictionary<string, string>> attributes)
    {
        Keys = keys;
        OwnValues = ownValues;
        _attributes = attributes;
        var nodes = new Dictionary<TKey, int>(keys.Length);
        for (int node = 0; node < keys.Length; node++)
        {
            nodes.Add(keys[node], node);
        }

        Nodes = nodes;
    }

    internal TKey[] Keys { get; }

    internal double[] OwnValues { get; }

    internal IReadOnlyDictionary<TKey, int> Nodes { get; }

    internal Customer<TKey> CustomerAt(int node) =>
        _attributes.TryGetValue(node, out IReadOnlyDictionary<string, string>? attributes)
            ? new(Keys[node], OwnValues[node]) { Attributes = attributes }
            : new(Keys[node], OwnValues[node]);
}
