namespace InfluenceGraph.Tool.Generate;

/// <summary>The words of a generated CRM. None of them needs quotes in a CSV file.</summary>
internal static class Words
{
    internal static readonly string[] FirstNames =
    [
        "Ada", "Amir", "Ana", "Ben", "Bao", "Carla", "Chen", "Clara", "Dario", "Dina", "Elif", "Emil", "Eva", "Farid", "Femi", "Freya",
        "Gita", "Hana", "Hugo", "Ines", "Ivan", "Jana", "Jonas", "Jun", "Kaja", "Karim", "Lara", "Leo", "Lina", "Luca", "Maja", "Malik",
        "Maria", "Mina", "Nadia", "Nils", "Nora", "Olga", "Omar", "Paula", "Pia", "Rafael", "Rosa", "Sami", "Sara", "Tom", "Uma", "Yara",
    ];

    internal static readonly string[] LastNames =
    [
        "Adler", "Bauer", "Blanc", "Costa", "Diaz", "Eriksen", "Ferrari", "Fischer", "Garcia", "Haddad", "Horvat", "Ito", "Jansen", "Kaya", "Keller", "Kim",
        "Kovac", "Lange", "Larsen", "Lopez", "Marino", "Martin", "Meyer", "Moreau", "Nagy", "Novak", "Okafor", "Olsen", "Park", "Peeters", "Petrov", "Popescu",
        "Rossi", "Roux", "Sato", "Schmidt", "Silva", "Singh", "Svensson", "Tran", "Vogel", "Weber", "Wong", "Yilmaz",
    ];

    internal static readonly string[] Cities = ["Lyon", "Porto", "Turin", "Gent", "Graz", "Malmo", "Brno", "Bilbao", "Leeds", "Aarhus", "Bonn", "Cork"];

    internal static readonly string[] Tags =
    [
        "running", "cooking", "chess", "gardening", "cycling", "football", "yoga", "reading", "travel", "music", "photography", "hiking",
        "gaming", "cinema", "wine", "painting", "sailing", "dogs", "cats", "theatre", "climbing", "coffee", "knitting", "astronomy",
    ];

    internal static readonly string[] ComplaintTopics = ["delivery", "quality", "price", "service", "billing", "returns"];
}
