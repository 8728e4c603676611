namespace TinyChain.Ir.Planning.Steps;

/// <summary>
/// The values of an argument that is a map with just the names that the plan is for, in their
/// order; for any other argument a guard, as <see cref="GuardStep"/>.
/// </summary>
public sealed record EntriesStep(Register To, int Input) : Step
{
    public override Register? Destination => To;
}
