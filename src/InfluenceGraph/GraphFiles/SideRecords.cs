using System.Runtime.InteropServices;

namespace InfluenceGraph.GraphFiles;

/// <summary>One row of a tie that holds only for a period.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct DatedRecord(long Since, long Until, float Permission, float Strength, long Unused)
{
    internal const int Bytes = 32;
}

/// <summary>One attribute of a customer; the texts by their place among all texts.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct AttributeRecord(int Place, int Name, int Value, int Unused)
{
    internal const int Bytes = 16;
}

/// <summary>One tag row of a customer.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct TagRecord(int Place, int Tag, float Weight, int IsInferred, long Since, long Until)
{
    internal const int Bytes = 32;
}

/// <summary>One decision. The customer by place, or the complement of a place among the other keys; moments in local ticks with minutes from UTC; flags 1 granted, 2 with an end.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct ConsentRecord(long From, long Until, int Customer, int Purpose, int Channel, int Source, int Flags, int FromMinutes, int UntilMinutes, int Unused, long Unused2, long Unused3)
{
    internal const int Bytes = 64;
}
