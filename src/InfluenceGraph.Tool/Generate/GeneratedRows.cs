namespace InfluenceGraph.Tool.Generate;

/// <summary>A purchase.</summary>
internal readonly record struct Transaction(string Id, string Customer, DateTimeOffset At, decimal Amount);

/// <summary>A complaint, from 1 (mild) to 5 (furious).</summary>
internal readonly record struct Complaint(string Id, string Customer, DateTimeOffset At, string Topic, int Severity);

/// <summary>A customer who brought another one.</summary>
internal readonly record struct Referral(string Referrer, string Referred, DateTimeOffset At);
