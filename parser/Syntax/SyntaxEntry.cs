namespace TinyChain.Parser.Syntax;

/// <summary>A member of an object, or a pair `[name, value]` that stands for one.</summary>
public readonly record struct SyntaxEntry(SyntaxValue Name, SyntaxValue Value);
