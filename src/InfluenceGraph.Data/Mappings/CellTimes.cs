using System.Globalization;
using System.Text;

namespace InfluenceGraph.Data.Mappings;

/// <summary>Reads the moment that a cell holds.</summary>
internal static class CellTimes
{
    private const int LongestText = 64;
    private static readonly DateTimeOffset _firstUnix = DateTimeOffset.UnixEpoch;

    internal static bool IsFormat(string format) => format is "iso" or "unix" or "unix-ms"
        || (format is not null && format.Contains('y', StringComparison.Ordinal) && format.Contains('M', StringComparison.Ordinal) && format.Contains('d', StringComparison.Ordinal) && IsUsable(format));

    /// <summary>Reads a text of UTF-8.</summary>
    internal static bool TryRead(ReadOnlySpan<byte> text, CellFormats formats, out DateTimeOffset moment)
    {
        moment = default;
        if (text.Length > LongestText)
        {
            return false;
        }

        foreach (string format in formats.Dates)
        {
            bool isRead = format switch
            {
                "iso" => TryIso(text, formats.Offset, out moment),
                "unix" => double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, formats.Numbers, out double seconds) && TryUnix(seconds, TimeSpan.TicksPerSecond, out moment),
                "unix-ms" => double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, formats.Numbers, out double thousandths) && TryUnix(thousandths, TimeSpan.TicksPerMillisecond, out moment),
                _ => TryExact(text, format, formats.Offset, out moment),
            };
            if (isRead)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Reads a value of a database.</summary>
    internal static bool TryRead(object value, CellFormats formats, out DateTimeOffset moment)
    {
        switch (value)
        {
            case DateTimeOffset known:
                moment = known;
                return true;
            case DateTime { Kind: DateTimeKind.Unspecified } plain:
                return TryAt(plain, formats.Offset, out moment);
            case DateTime stated:
                moment = new DateTimeOffset(stated).ToUniversalTime();
                return true;
            case DateOnly day:
                return TryAt(day.ToDateTime(TimeOnly.MinValue), formats.Offset, out moment);
            default:
                return TryRead(Encoding.UTF8.GetBytes(Convert.ToString(value, CultureInfo.InvariantCulture) ?? ""), formats, out moment);
        }
    }

    /// <summary>What to do about a text that is no moment.</summary>
    internal static string Expected(string text, CellFormats formats)
    {
        string expected = $"expected {string.Join(" or ", formats.Dates.Select(InWords))}";
        string[] parts = text.Split(['/', '.', '-', ' ', 'T'], 4);
        if (parts.Length >= 3 && IsNumber(parts[0], out int first) && IsNumber(parts[1], out int second) && parts[2].Length == 4 && IsNumber(parts[2], out _))
        {
            char sign = text[parts[0].Length];
            string dayFirst = $"'dd{sign}MM{sign}yyyy'";
            string monthFirst = $"'MM{sign}dd{sign}yyyy'";
            return first <= 12 && second <= 12
                ? $"{expected}. It may be two days: say which by Formats.Dates, {dayFirst} or {monthFirst}"
                : first is >= 1 and <= 31 && second is >= 1 and <= 31 ? $"{expected}. Say Formats.Dates = {(first > 12 ? dayFirst : monthFirst)}" : expected;
        }

        return text.Length is 8 && text.All(char.IsAsciiDigit) ? $"{expected}. Say Formats.Dates = 'yyyyMMdd'"
            : text.Length is 9 or 10 && text.All(char.IsAsciiDigit) ? $"{expected}. Say Formats.Dates = 'unix'"
            : text.Length is 13 && text.All(char.IsAsciiDigit) ? $"{expected}. Say Formats.Dates = 'unix-ms'"
            : expected;
    }

    private static string InWords(string format) => format switch
    {
        "iso" => "a date such as 2026-04-03 or 2026-04-03T17:30:00Z",
        "unix" => "seconds since 1970",
        "unix-ms" => "milliseconds since 1970",
        _ => $"'{format}'",
    };

    private static bool IsNumber(string text, out int number)
    {
        number = 0;
        return text.Length is >= 1 and <= 4 && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }

    /// <summary>A format that .NET cannot write with is no format.</summary>
    private static bool IsUsable(string format)
    {
        try
        {
            return DateTimeOffset.UnixEpoch.ToString(format, CultureInfo.InvariantCulture).Length is > 0 and <= LongestText;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static bool TryExact(ReadOnlySpan<byte> text, string format, TimeSpan offset, out DateTimeOffset moment)
    {
        Span<char> letters = stackalloc char[LongestText];
        letters = letters[..Encoding.UTF8.GetChars(text, letters)];
        if (format.Contains('z', StringComparison.Ordinal) || format.Contains('K', StringComparison.Ordinal))
        {
            return DateTimeOffset.TryParseExact(letters, format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out moment);
        }

        moment = default;
        return DateTime.TryParseExact(letters, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime plain) && TryAt(plain, offset, out moment);
    }

    private static bool TryUnix(double units, long ticks, out DateTimeOffset moment)
    {
        moment = default;

        // Whole seconds stay exact; a fraction is as exact as a double is.
        double whole = Math.Floor(units);
        if (!(Math.Abs(whole) < 1e15) || Math.Abs(whole * ticks) > 2.5e17)
        {
            return false;
        }

        moment = _firstUnix.AddTicks(((long)whole * ticks) + (long)Math.Round((units - whole) * ticks));
        return true;
    }

    private static bool TryAt(DateTime plain, TimeSpan offset, out DateTimeOffset moment)
    {
        long utc = plain.Ticks - offset.Ticks;
        bool isInRange = utc >= 0 && utc <= DateTime.MaxValue.Ticks;
        moment = isInRange ? new(DateTime.SpecifyKind(plain, DateTimeKind.Unspecified), offset) : default;
        return isInRange;
    }

    /// <summary>ISO 8601 as databases and people write it: a day, then T or a blank and a time, then nothing, Z or an offset.</summary>
    private static bool TryIso(ReadOnlySpan<byte> text, TimeSpan assumed, out DateTimeOffset moment)
    {
        moment = default;
        if (text.Length < 10 || text[4] != '-' || text[7] != '-'
            || !TryDigits(text[..4], out int year) || !TryDigits(text[5..7], out int month) || !TryDigits(text[8..10], out int day)
            || year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            return false;
        }

        long ticks = new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Unspecified).Ticks;
        ReadOnlySpan<byte> rest = text[10..];
        TimeSpan offset = assumed;
        if (!rest.IsEmpty && (rest[0] is not ((byte)'T' or (byte)' ') || !TryTime(rest[1..], out long time, out rest) || !TryOffset(rest, ref offset) || (ticks += time) < 0))
        {
            return false;
        }

        return TryAt(new(ticks, DateTimeKind.Unspecified), offset, out moment);
    }

    private static bool TryTime(ReadOnlySpan<byte> text, out long ticks, out ReadOnlySpan<byte> rest)
    {
        ticks = 0;
        rest = [];
        if (text.Length < 5 || text[2] != ':' || !TryDigits(text[..2], out int hour) || !TryDigits(text[3..5], out int minute) || hour > 23 || minute > 59)
        {
            return false;
        }

        ticks = (hour * TimeSpan.TicksPerHour) + (minute * TimeSpan.TicksPerMinute);
        rest = text[5..];
        if (rest.IsEmpty || rest[0] != ':')
        {
            return true;
        }

        if (rest.Length < 3 || !TryDigits(rest[1..3], out int second) || second > 59)
        {
            return false;
        }

        ticks += second * TimeSpan.TicksPerSecond;
        rest = rest[3..];
        if (rest.IsEmpty || rest[0] is not ((byte)'.' or (byte)','))
        {
            return true;
        }

        int digits = 0;
        long worth = TimeSpan.TicksPerSecond;
        while (digits + 1 < rest.Length && char.IsAsciiDigit((char)rest[digits + 1]))
        {
            worth /= 10;
            ticks += (rest[digits + 1] - '0') * worth;
            digits++;
        }

        rest = rest[(digits + 1)..];
        return digits > 0;
    }

    private static bool TryOffset(ReadOnlySpan<byte> text, ref TimeSpan offset)
    {
        text = text.TrimStart((byte)' ');
        if (text.IsEmpty)
        {
            return true;
        }

        if (text.SequenceEqual("Z"u8) || text.SequenceEqual("z"u8))
        {
            offset = TimeSpan.Zero;
            return true;
        }

        if (text[0] is not ((byte)'+' or (byte)'-'))
        {
            return false;
        }

        ReadOnlySpan<byte> figures = text[1..];
        int minutes = 0;
        bool isRead = figures.Length switch
        {
            2 => TryDigits(figures, out int hours) && (minutes = hours * 60) >= 0,
            4 => TryDigits(figures[..2], out int hours) && TryDigits(figures[2..], out int more) && more < 60 && (minutes = (hours * 60) + more) >= 0,
            5 => figures[2] == ':' && TryDigits(figures[..2], out int hours) && TryDigits(figures[3..], out int more) && more < 60 && (minutes = (hours * 60) + more) >= 0,
            _ => false,
        };
        offset = TimeSpan.FromMinutes(text[0] == '-' ? -minutes : minutes);
        return isRead && minutes <= 14 * 60;
    }

    private static bool TryDigits(ReadOnlySpan<byte> text, out int number)
    {
        number = 0;
        foreach (byte letter in text)
        {
            if (!char.IsAsciiDigit((char)letter))
            {
                return false;
            }

            number = (number * 10) + letter - '0';
        }

        return true;
    }
}
