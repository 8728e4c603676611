using System.Reflection;
using TinyChain.Codegen.Emit;
using TinyChain.Ir.Intrinsics;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Execution;
using TinyChain.Runtime.Intrinsics;

namespace TinyChain.Codegen.Bundles;

/// <summary>
/// What an image relies on: every member that emitted code may name, with its signature, and the
/// size of a state. Its hash is in each bundle; a host with another one refuses the bundle.
/// </summary>
public static class BundleAbi
{
    /// <summary>One line a member, sorted.</summary>
    public static IReadOnlyList<string> Members { get; } =
        [.. Seams().Concat(Bodies()).Select(Line).Append(Size).Order(StringComparer.Ordinal)];

    public static Hash256 Hash { get; } = Hash256.OfText(string.Join('\n', Members));

    private static string Size =>
        $"sizeof(State) = {System.Runtime.CompilerServices.Unsafe.SizeOf<State>()}";

    /// <summary>The members of <see cref="Seam"/>, which is the list of them.</summary>
    private static IEnumerable<MemberInfo> Seams() =>
        typeof(Seam).GetFields(BindingFlags.Static | BindingFlags.NonPublic)
            .SelectMany(field => field.GetValue(null) switch
            {
                MemberInfo member => [member],
                IReadOnlyDictionary<Intrinsic, MethodInfo> members => members.Values,
                _ => Enumerable.Empty<MemberInfo>(),
            })
            .Append(typeof(OpBody).GetMethod("Invoke")!);

    /// <summary>The static bodies of intrinsics: `Seam.BodyOf` names any of them.</summary>
    private static IEnumerable<MemberInfo> Bodies() =>
        from type in typeof(IntrinsicBodies).Assembly.GetExportedTypes()
        where type == typeof(PlanBodies) || type.Namespace == typeof(IntrinsicBodies).Namespace
        from method in type.GetMethods(BindingFlags.Static | BindingFlags.Public)
        where method.ReturnType == typeof(State)
            && method.GetParameters().All(p => p.ParameterType == typeof(State))
        select method;

    private static string Line(MemberInfo member) => $"{member.DeclaringType} {member}";
}
