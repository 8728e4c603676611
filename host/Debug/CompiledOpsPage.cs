using System.Globalization;
using System.Text;
using TinyChain.Codegen;

namespace TinyChain.Host.Debug;

/// <summary>`/debug/ops`: what is compiled.</summary>
internal static class CompiledOpsPage
{
    internal static DebugPage Of(OpCache ops)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{ops.Count} ops are compiled\n");
        return new DebugPage(text.ToString(), new { ops.Count });
    }
}
