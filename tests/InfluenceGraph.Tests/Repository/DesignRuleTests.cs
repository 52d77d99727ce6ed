using System.Reflection;
using System.Runtime.CompilerServices;
using Xunit;

namespace InfluenceGraph.Tests.Repository;

/// <summary>The rules of the house, read from the assembly and from the source.</summary>
public sealed class DesignRuleTests
{
    private const BindingFlags Everything = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Assembly _library = typeof(CustomerGraph).Assembly;

    [Fact]
    public void No_type_is_called_like_the_namespace() =>
        Assert.DoesNotContain(_library.GetTypes(), type => type.Name == "InfluenceGraph");

    [Fact]
    public void Public_types_live_in_the_one_namespace_that_callers_import() =>
        Assert.All(_library.GetExportedTypes(), type => Assert.Equal("InfluenceGraph", type.Namespace));

    [Fact]
    public void Kernels_know_nobody() =>
        Assert.All(TypesOf("InfluenceGraph.Kernels"), type => Assert.All(Neighbours(type), known => Assert.Equal("InfluenceGraph.Kernels", known.Namespace)));

    [Fact]
    public void Graphs_know_nobody_but_buffers_and_the_names_of_rules() =>
        Assert.All(TypesOf("InfluenceGraph.Graphs"), type => Assert.All(Neighbours(type), known => Assert.True(known.Namespace is "InfluenceGraph.Graphs" or "InfluenceGraph.Buffers" || known.IsEnum, $"{type} knows {known}")));

    [Fact]
    public void Buffers_know_nobody() =>
        Assert.All(TypesOf("InfluenceGraph.Buffers"), type => Assert.All(Neighbours(type), known => Assert.Equal("InfluenceGraph.Buffers", known.Namespace)));

    [Theory]
    [InlineData("Graphs")]
    [InlineData("Kernels")]
    [InlineData("Buffers")]
    public void The_callers_key_never_enters_the_integer_world(string folder) =>
        Assert.All(SourcesOf(folder), source => Assert.DoesNotContain("TKey", File.ReadAllText(source), StringComparison.Ordinal));

    [Fact]
    public void Intrinsics_never_leave_the_kernels() =>
        Assert.All(
            SourcesOf("").Except(SourcesOf("Kernels")),
            source => Assert.DoesNotContain("System.Runtime.Intrinsics", File.ReadAllText(source), StringComparison.Ordinal));

    [Fact]
    public void Pointers_never_leave_kernels_and_buffers() =>
        Assert.All(
            SourcesOf("").Except(SourcesOf("Kernels")).Except(SourcesOf("Buffers")),
            source => Assert.DoesNotMatch(@"\bunsafe\b", File.ReadAllText(source)));

    [Fact]
    public void The_library_depends_on_nothing_but_the_framework_tensors_and_distributions() =>
        Assert.DoesNotContain(_library.GetReferencedAssemblies(), name => !name.Name!.StartsWith("System.", StringComparison.Ordinal) && name.Name != "MathNet.Numerics");

    [Fact]
    public void What_callers_hold_cannot_be_changed_under_them()
    {
        IEnumerable<PropertyInfo> settable = _library.GetExportedTypes()
            .SelectMany(type => type.GetProperties(Everything))
            .Where(property => property.SetMethod is { IsPublic: true } setter
                && !setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)));
        IEnumerable<FieldInfo> fields = _library.GetExportedTypes()
            .Where(type => !type.IsEnum)
            .SelectMany(type => type.GetFields(Everything))
            .Where(field => field.IsPublic && !field.IsInitOnly && !field.IsLiteral);

        // The positional parameters of the record structs that are rows: values, copied when handed over.
        Assert.All(settable, property => Assert.True(property.DeclaringType is { IsValueType: true }, $"{property.DeclaringType}.{property.Name}"));
        Assert.Empty(fields);
    }

    [Fact]
    public void Every_options_record_says_its_defaults_in_its_documentation()
    {
        string docs = File.ReadAllText(Path.ChangeExtension(_library.Location, ".xml"));
        IEnumerable<PropertyInfo> options = _library.GetExportedTypes()
            .Where(type => type.Name.Split('`')[0].EndsWith("Options", StringComparison.Ordinal))
            .SelectMany(type => type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly));

        Assert.NotEmpty(options);
        Assert.All(options, option =>
        {
            int start = docs.IndexOf($"<member name=\"P:{option.DeclaringType!.FullName}.{option.Name}\">", StringComparison.Ordinal);
            Assert.True(start >= 0, $"{option.DeclaringType}.{option.Name} has no documentation");
            string member = docs[start..docs.IndexOf("</member>", start, StringComparison.Ordinal)];
            Assert.True(member.Contains("<value>", StringComparison.Ordinal), $"{option.DeclaringType}.{option.Name} says no default");
        });
    }

    [Fact]
    public void Every_answer_with_a_receipt_says_whether_it_still_holds()
    {
        Type[] answers = [.. _library.GetExportedTypes().Where(type => type.GetProperty("Receipt") is not null)];

        Assert.True(answers.Length >= 9);
        Assert.All(answers, answer =>
        {
            Assert.True(answer.GetProperty("IsStale")?.PropertyType == typeof(bool), $"{answer} has no IsStale");
            Assert.True(answer.GetMethod("IsStaleAt", [typeof(DateTimeOffset)])?.ReturnType == typeof(bool), $"{answer} has no IsStaleAt");
        });
    }

    private static IEnumerable<Type> TypesOf(string @namespace) =>
        _library.GetTypes().Where(type => type.Namespace == @namespace);

    private static IEnumerable<string> SourcesOf(string folder) =>
        Directory.EnumerateFiles(RepositoryRoot.PathOf("src", "InfluenceGraph", folder), "*.cs", SearchOption.AllDirectories)
            .Where(source => !source.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

    /// <summary>The types of this library that a type's fields, methods and locals mention.</summary>
    private static IEnumerable<Type> Neighbours(Type type)
    {
        IEnumerable<MethodBase> methods = type.GetMethods(Everything).Cast<MethodBase>().Concat(type.GetConstructors(Everything));
        return type.GetFields(Everything).Select(field => field.FieldType)
            .Concat(methods.SelectMany(method => method.GetParameters()).Select(parameter => parameter.ParameterType))
            .Concat(type.GetMethods(Everything).Select(method => method.ReturnType))
            .Concat(methods.SelectMany(method => method.GetMethodBody()?.LocalVariables ?? []).Select(local => local.LocalType))
            .SelectMany(Parts)
            .Where(known => known.Assembly == _library && known.Namespace is not null)
            .Distinct();
    }

    private static IEnumerable<Type> Parts(Type type) =>
        type.HasElementType ? Parts(type.GetElementType()!)
        : type.IsGenericType ? type.GetGenericArguments().SelectMany(Parts).Append(type.GetGenericTypeDefinition())
        : [type];
}
