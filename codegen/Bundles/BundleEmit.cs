namespace TinyChain.Codegen.Bundles;

/// <summary>How a bundle's image is made.</summary>
public enum BundleEmit
{
    /// <summary>The IL that the host itself would emit; sequence points into the plans.</summary>
    Il,

    /// <summary>C#, compiled by Roslyn; its sources stand in the symbols.</summary>
    CSharp,
}
