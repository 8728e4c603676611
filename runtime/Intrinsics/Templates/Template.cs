using HandlebarsDotNet;
using HandlebarsDotNet.Compiler;
using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Intrinsics.Templates;

/// <summary>
/// A compiled Handlebars template. It sees the states that it is given and nothing else: no
/// partials, no helpers but those of the language (if, unless, each, with, lookup), no members of
/// .NET's objects beyond counts. Thread-safe.
/// </summary>
internal sealed class Template
{
    private const int CompilerStackBytes = 8 << 20;

    private readonly HandlebarsTemplate<TextWriter, object, object> _render;
    private readonly int _length;

    private Template(HandlebarsTemplate<TextWriter, object, object> render, int length)
    {
        _render = render;
        _length = length;
    }

    /// <summary>
    /// The template, or null and the bad request that says what is wrong with it.
    /// </summary>
    public static Template? Compile(string text, out Fault? fault)
    {
        fault = TemplateScan.Problem(text);
        if (fault is not null) return null;
        Template? made = null;
        Fault? problem = null;
        // The engine's compiler takes some 5 KiB of stack for each nested block, and the thread
        // that asks may be deep in calls of ops. Next to the compilation a thread costs little.
        var thread = new Thread(() => made = CompileHere(text, out problem), CompilerStackBytes);
        thread.Start();
        thread.Join();
        fault = problem;
        return made;
    }

    private static Template? CompileHere(string text, out Fault? fault)
    {
        fault = null;
        try
        {
            // An environment of its own: a shared one remembers every name of every template.
            var environment = Handlebars.Create(Configuration());
            environment.RegisterDecorator("inline", NoPartials);
            return new Template(environment.Compile(new StringReader(text)), text.Length);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // The engine throws what comes handy on a malformed template, not just its own kinds.
            fault = Fault.BadRequest($"malformed template: {FirstLine(e.Message)}");
            return null;
        }
    }

    /// <summary>
    /// The text, or a fault: a bad request for a template that can't be rendered.
    /// </summary>
    public State Render(State argument)
    {
        var budget = new TemplateBudget(_length);
        using var writer = new TemplateWriter(budget);
        try
        {
            _render(writer, TemplateView.Of(argument, budget)!, null!);
            return State.Of(writer.ToString());
        }
        catch (TemplateLimitException e)
        {
            return State.Of(e.Fault);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return State.Of(LimitWithin(e)
                ?? Fault.BadRequest($"the template cannot be rendered: {FirstLine(e.Message)}"));
        }
    }

    private static HandlebarsConfiguration Configuration()
    {
        var configuration = new HandlebarsConfiguration
        {
            TextEncoder = new TemplateEncoder(),
            FormatProvider = System.Globalization.CultureInfo.InvariantCulture,
            PartialRecursionDepthLimit = 1,
        };
        configuration.FormatterProviders.Add(new TemplateView());
        return configuration;
    }

    private static TemplateDelegate NoPartials(
        TemplateDelegate block, in BlockDecoratorOptions options, in Context context,
        in HandlebarsDotNet.Arguments arguments) =>
        throw new HandlebarsException("partials are not supported");

    private static Fault? LimitWithin(Exception exception)
    {
        for (var e = exception.InnerException; e is not null; e = e.InnerException)
        {
            if (e is TemplateLimitException limit) return limit.Fault;
        }

        return null;
    }

    private static string FirstLine(string message) => message.Split('\n', 2)[0].Trim();
}
