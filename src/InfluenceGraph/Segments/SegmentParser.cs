using InfluenceGraph.Segments.Conditions;

namespace InfluenceGraph.Segments;

/// <summary>Reads a segment's text by recursive descent; <c>and</c> binds more closely than <c>or</c>, <c>not</c> than both.</summary>
internal sealed class SegmentParser
{
    /// <summary>Deeper texts are not written by people, and would overflow the stack.</summary>
    private const int MaxDepth = 200;

    /// <summary>Longer texts are not written by people either; each condition is one step deeper in the tree.</summary>
    private const int MaxTokens = 10_000;

    private const string ACondition = "a condition such as tag running, city = Paris, own value >= 100, score NAME in top 10 %, group NAME = X, list NAME, consents to contact, everybody, not or (";

    private readonly string _text;
    private readonly List<SegmentToken> _tokens;
    private int _next;
    private int _depth;

    internal SegmentParser(string text)
    {
        _text = text;
        _tokens = SegmentLexer.Read(text);
        if (_tokens.Count > MaxTokens)
        {
            throw new SegmentSyntaxException(text, _tokens[MaxTokens].Position, "more words", $"at most {MaxTokens} words and signs; give long lists of customers as a list");
        }
    }

    private SegmentToken Next => _tokens[_next];

    internal Segment Read()
    {
        Segment segment = ReadEither();
        return Next.Kind == SegmentTokenKind.End ? segment : throw Unexpected("and, or, or the end");
    }

    private Segment ReadEither()
    {
        Segment left = ReadBoth();
        while (Take("or"))
        {
            left = new OrCondition(left, ReadBoth());
        }

        return left;
    }

    private Segment ReadBoth()
    {
        Segment left = ReadOne();
        while (Take("and"))
        {
            left = new AndCondition(left, ReadOne());
        }

        return left;
    }

    private Segment ReadOne()
    {
        if (++_depth > MaxDepth)
        {
            throw Unexpected($"fewer than {MaxDepth} brackets and nots within each other");
        }

        Segment segment;
        if (Take("not"))
        {
            segment = new NotCondition(ReadOne());
        }
        else if (Take("("))
        {
            segment = ReadEither();
            Require(")", "and, or, or a closing bracket");
        }
        else
        {
            segment = ReadCondition();
        }

        _depth--;
        return segment;
    }

    private Segment ReadCondition()
    {
        if (Take("everybody"))
        {
            return Segment.Everybody;
        }

        if (Take("declared"))
        {
            return ReadTag(isInferred: false);
        }

        if (Take("inferred"))
        {
            return ReadTag(isInferred: true);
        }

        if (Next.Is("tag"))
        {
            return ReadTag(isInferred: null);
        }

        if (Take("own"))
        {
            Require("value", "value, as in own value >= 100");
            return new NumberCondition(NumberSource.OwnValue, "", ReadComparison(), ReadNumber());
        }

        if (Take("score"))
        {
            return ReadScore();
        }

        if (Take("group"))
        {
            string grouping = ReadName("the name of a grouping");
            return ReadValues(values => new GroupCondition(grouping, values));
        }

        if (Take("list"))
        {
            return new ListCondition(ReadName("the name of a list"));
        }

        return Take("consents") ? ReadConsent() : ReadAttribute();
    }

    private TagCondition ReadTag(bool? isInferred)
    {
        Require("tag", "tag, as in declared tag running");
        string name = ReadName("the name of a tag");
        return IsComparison(Next)
            ? new(name, isInferred, ReadComparison(), ReadNumber())
            : new(name, isInferred, null, 0);
    }

    private Segment ReadScore()
    {
        string name = ReadName("the name of a score");
        if (!Take("in"))
        {
            return new NumberCondition(NumberSource.Score, name, ReadComparison(), ReadNumber());
        }

        Require("top", "top, as in score \"social value\" in top 10 %");
        SegmentToken at = Next;
        double size = ReadNumber();
        bool isPercent = Take("%");
        bool isInRange = isPercent ? size is > 0 and <= 100 : size is >= 1 and <= int.MaxValue && double.IsInteger(size);
        return isInRange
            ? new TopCondition(name, size, isPercent)
            : throw new SegmentSyntaxException(_text, at.Position, at.Described, isPercent ? "above 0 and at most 100 %" : "a whole number of customers, 1 or more, or a percentage");
    }

    private ConsentCondition ReadConsent()
    {
        Require("to", "to, as in consents to contact by email");
        var purpose = new Purpose(ReadName("a purpose, such as contact"));
        return new(purpose, Take("by") ? new Channel(ReadName("a channel, such as email")) : Channel.Any);
    }

    private Segment ReadAttribute()
    {
        bool isSaid = Take("attribute");
        if (!isSaid && Next.Kind == SegmentTokenKind.Word && SegmentText.IsKeyword(Next.Text))
        {
            throw Unexpected(ACondition);
        }

        string name = ReadName(isSaid ? "the name of an attribute" : ACondition);
        if (Take("is"))
        {
            bool isKnown = Take("known");
            return isKnown || Take("unknown")
                ? isKnown ? new KnownCondition(name) : new NotCondition(new KnownCondition(name))
                : throw Unexpected("known or unknown");
        }

        return Next.Is(">") || Next.Is(">=") || Next.Is("<") || Next.Is("<=")
            ? new NumberCondition(NumberSource.Attribute, name, ReadComparison(), ReadNumber())
            : ReadValues(values => new AttributeCondition(name, values));
    }

    /// <summary>Reads <c>= value</c>, <c>!= value</c> or <c>in (value, ...)</c>.</summary>
    private Segment ReadValues(Func<ValueList, Segment> condition)
    {
        if (Take("="))
        {
            return condition(new([ReadValue()]));
        }

        if (Take("!="))
        {
            return new NotCondition(condition(new([ReadValue()])));
        }

        if (!Take("in"))
        {
            throw Unexpected("a comparison: = != < <= > >=, in (...), or is known");
        }

        Require("(", "an opening bracket, as in (Paris, Lyon)");
        var values = new List<string> { ReadValue() };
        while (Take(","))
        {
            values.Add(ReadValue());
        }

        Require(")", "a comma or a closing bracket");
        return condition(new(values));
    }

    private string ReadValue() => ReadName("a value; put quotation marks round one with blanks", allowsKeyword: true);

    private string ReadName(string expected, bool allowsKeyword = false)
    {
        SegmentToken token = Next;
        bool isName = token.Kind == SegmentTokenKind.Quoted
            ? token.Text.Trim().Length > 0
            : token.Kind == SegmentTokenKind.Word && (allowsKeyword || !SegmentText.IsKeyword(token.Text));
        if (!isName)
        {
            throw Unexpected(token.Kind == SegmentTokenKind.Word ? $"{expected}; put quotation marks round a name that is also a word of this language" : expected);
        }

        _next++;
        return token.Text.Trim();
    }

    private double ReadNumber()
    {
        SegmentToken token = Next;
        if (token.Kind != SegmentTokenKind.Word || !SegmentText.TryNumber(token.Text, out double number))
        {
            throw Unexpected("a number such as 100 or 0.5");
        }

        _next++;
        return number;
    }

    private Comparison ReadComparison()
    {
        foreach (Comparison comparison in Enum.GetValues<Comparison>())
        {
            if (Take(comparison.SignOf()))
            {
                return comparison;
            }
        }

        throw Unexpected("a comparison: = < <= > >=");
    }

    private static bool IsComparison(SegmentToken token) => Enum.GetValues<Comparison>().Any(comparison => token.Is(comparison.SignOf()));

    private bool Take(string text)
    {
        bool isThere = Next.Is(text);
        _next += isThere ? 1 : 0;
        return isThere;
    }

    private void Require(string text, string expected)
    {
        if (!Take(text))
        {
            throw Unexpected(expected);
        }
    }

    private SegmentSyntaxException Unexpected(string expected) => new(_text, Next.Position, Next.Described, expected);
}
