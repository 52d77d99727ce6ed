namespace InfluenceGraph.GraphFiles;

/// <summary>Writes a ledger. It may know people whom the graph does not have: their keys stand in a list of their own.</summary>
internal static class ConsentsWriter
{
    internal static void Write<TKey>(GraphFileWriter file, TextTable texts, Consent<TKey>[] consents, Func<TKey, int> placeOf, CancellationToken cancellationToken)
        where TKey : notnull
    {
        if (consents.Length == 0)
        {
            return;
        }

        var others = new Dictionary<TKey, int>();
        SectionWriter section = file.Begin(SectionNames.Consents, ElementKind.Record, ConsentRecord.Bytes);
        foreach (Consent<TKey> consent in consents)
        {
            int customer = placeOf(consent.Customer);
            if (customer < 0)
            {
                if (!others.TryGetValue(consent.Customer, out int other))
                {
                    other = others.Count;
                    others.Add(consent.Customer, other);
                }

                customer = ~other;
            }

            section.Write(new ConsentRecord(
                consent.From.Ticks,
                consent.Until?.Ticks ?? 0,
                customer,
                texts.IdOf(consent.Purpose.Name),
                texts.IdOf(consent.Channel.Name),
                texts.IdOf(consent.Source),
                (consent.Granted ? 1 : 0) | (consent.Until is null ? 0 : 2),
                (int)consent.From.Offset.TotalMinutes,
                (int)(consent.Until?.Offset.TotalMinutes ?? 0),
                0,
                0,
                0));
        }

        if (others.Count > 0)
        {
            FileKeys<TKey>.Instance.Write(file, SectionNames.OtherKeys, SectionNames.OtherKeyOffsets, [.. others.Keys], cancellationToken);
        }
    }
}
