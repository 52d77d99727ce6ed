using InfluenceGraph.Tags;

namespace InfluenceGraph;

/// <summary>What people talk about: a tag, or several tags under one name.</summary>
public sealed class Topic
{
    /// <summary>Several tags under one name.</summary>
    /// <param name="name">The name, for example <c>endurance</c>.</param>
    /// <param name="tags">The tags, for example <c>running</c> and <c>cycling</c>; compared as tags are, each counts once.</param>
    /// <exception cref="ArgumentException">The name or a tag is blank, or there is no tag.</exception>
    public Topic(string name, params IEnumerable<string> tags)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(tags);
        Name = TagRules.NameOf(name);
        string[] names = [.. tags];
        if (names.Length == 0 || Array.Exists(names, string.IsNullOrWhiteSpace))
        {
            throw new ArgumentException($"Topic '{Name}' has {(names.Length == 0 ? "no tags" : "a tag without a name")}; expected tags such as 'running'.", nameof(tags));
        }

        Tags = Array.AsReadOnly(names.Select(TagRules.NameOf).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase).ToArray());
    }

    /// <summary>The name by which a result is asked for it, without regard to case.</summary>
    public string Name { get; }

    /// <summary>The tags, in the order of their names.</summary>
    public IReadOnlyList<string> Tags { get; }

    /// <summary>The topic of one tag, named like it.</summary>
    /// <param name="tag">The tag.</param>
    /// <returns>The topic.</returns>
    /// <exception cref="ArgumentException">The tag is blank.</exception>
    public static Topic Of(string tag) => new(tag, tag);

    /// <summary>Name and, where they say more, tags.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => Tags.Count == 1 && string.Equals(Tags[0], Name, StringComparison.OrdinalIgnoreCase) ? Name : $"{Name} ({string.Join(", ", Tags)})";
}
