namespace InfluenceGraph.Tests.Containment;

/// <summary>A complaint and a good word running at once, hop by hop: the slow reference for what advocates save.</summary>
internal static class TwoWords
{
    /// <summary>Whom the good word saves of those whom the complaint alone would reach.</summary>
    internal static HashSet<int> Saved(IReadOnlyCollection<(int From, int To)> live, IReadOnlyCollection<int> complainers, IReadOnlyCollection<int> advocates, int headStart, bool goodWordWinsTies)
    {
        HashSet<int> alone = Believers(live, complainers, [], headStart, goodWordWinsTies);
        alone.ExceptWith(Believers(live, complainers, advocates, headStart, goodWordWinsTies));
        return alone;
    }

    /// <summary>Who ends up believing the complaint: everybody believes what they hear first, for good, and passes on what they believe.</summary>
    /// <remarks>Who is answered never believes the complaint; unless they complained, they pass on the good word.</remarks>
    internal static HashSet<int> Believers(IReadOnlyCollection<(int From, int To)> live, IReadOnlyCollection<int> complainers, IReadOnlyCollection<int> advocates, int headStart, bool goodWordWinsTies, IReadOnlyCollection<int>? answered = null, int maxHops = int.MaxValue)
    {
        var complaint = new HashSet<int>(complainers.Except(answered ?? []));
        var goodWord = new HashSet<int>();
        var newComplaint = new HashSet<int>(complaint);
        var newGoodWord = new HashSet<int>();
        for (int hop = 0; hop <= headStart || newComplaint.Count + newGoodWord.Count > 0; hop++)
        {
            HashSet<int> saysBad = [.. live.Where(edge => newComplaint.Contains(edge.From)).Select(edge => edge.To)];
            HashSet<int> saysGood = [.. live.Where(edge => newGoodWord.Contains(edge.From)).Select(edge => edge.To)];
            if (hop == 0)
            {
                saysBad = [];
            }

            if (hop == headStart)
            {
                saysGood.UnionWith(advocates);
            }

            if (hop > maxHops)
            {
                saysBad = [];
            }

            if (hop > (long)maxHops + headStart)
            {
                saysGood = [];
            }

            saysBad.ExceptWith(answered ?? []);
            saysGood.ExceptWith(complainers);
            saysBad.ExceptWith(complaint);
            saysBad.ExceptWith(goodWord);
            saysGood.ExceptWith(complaint);
            saysGood.ExceptWith(goodWord);
            if (goodWordWinsTies)
            {
                saysBad.ExceptWith(saysGood);
            }
            else
            {
                saysGood.ExceptWith(saysBad);
            }

            complaint.UnionWith(saysBad);
            goodWord.UnionWith(saysGood);
            newComplaint = hop == 0 ? newComplaint : saysBad;
            newGoodWord = saysGood;
        }

        return complaint;
    }
}
