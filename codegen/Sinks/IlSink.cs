using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Emit;
using TinyChain.Codegen.Bundles;
using TinyChain.Codegen.Emit;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Execution;

namespace TinyChain.Codegen.Sinks;

/// <summary>
/// Ops as a .NET assembly: a static class for each op, a method for each body. The symbols hold the
/// printed plans, and say which step an instruction belongs to.
/// </summary>
internal sealed class IlSink
{
    private static readonly Type[] s_parameters =
        [typeof(OpConstants), typeof(Frame), typeof(State).MakeByRefType()];

    private readonly PersistedAssemblyBuilder _assembly = new(
        new AssemblyName(BundleImage.Name) { Version = new Version(0, 0, 0, 0) },
        typeof(object).Assembly);

    private readonly ModuleBuilder _module;
    private readonly List<PlanDocument> _documents = [];
    private readonly List<ImmutableArray<State>> _literals = [];

    private IlSink() => _module = _assembly.DefineDynamicModule(BundleImage.Name);

    internal static BundleImage Build(IReadOnlyList<BundleOp> ops)
    {
        var sink = new IlSink();
        foreach (var op in ops) sink.Add(op);
        var metadata = sink._assembly.GenerateMetadata(out var il, out _, out var pdb);
        for (var i = 0; i < sink._documents.Count; i++)
            sink._documents[i].Embed(pdb, i + 1);
        var (assembly, symbols) = ImageWriter.Write(metadata, il, pdb);
        return new(assembly, symbols, sink._literals);
    }

    private void Add(BundleOp op)
    {
        var type = _module.DefineType(
            $"{BundleImage.Name}.{op.Type}",
            TypeAttributes.Public | TypeAttributes.Abstract | TypeAttributes.Sealed);
        foreach (var body in op.Bodies) Add(type, body, DocumentOf(op.Source));
        type.CreateType();
    }

    private void Add(TypeBuilder type, BundleBody body, PlanDocument document)
    {
        var il = BodyEmitter.Emit(body.Plan);
        var method = Define(type, body.Method, typeof(State), s_parameters);
        MethodBuilder[] functions = [.. il.Functions.Select(
            f => Define(type, $"{body.Method}_{f.Index}", f.Result, f.Parameters))];
        Write(method, il);
        for (var i = 0; i < functions.Length; i++) Write(functions[i], il.Functions[i].Body);
        _literals.Add([.. il.Literals]);

        void Write(MethodBuilder to, IlBody code)
        {
            var generator = to.GetILGenerator();
            document.Open(OpCompiler.Title(body.Plan));
            IlReplay.Into(
                generator, code, functions, i => document.Mark(generator, code.CommentsAt(i)));
        }
    }

    private static MethodBuilder Define(
        TypeBuilder type, string name, Type result, Type[] parameters) => type.DefineMethod(
            name, MethodAttributes.Public | MethodAttributes.Static, result, parameters);

    private PlanDocument DocumentOf(string source)
    {
        if (_documents.LastOrDefault() is { } last && last.Source == source) return last;
        var document = new PlanDocument(source, _module.DefineDocument($"{source}.plan"));
        _documents.Add(document);
        return document;
    }
}
