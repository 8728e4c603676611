using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.InteropServices;

namespace TinyChain.Codegen.Bundles;

/// <summary>The methods of an image, to tell which one differs.</summary>
internal static class ImageMethods
{
    /// <summary>The IL by `type.method`; null for bytes that are no assembly.</summary>
    internal static IReadOnlyDictionary<string, ReadOnlyMemory<byte>>? Read(
        ReadOnlyMemory<byte> image)
    {
        try
        {
            using var file = new PEReader(
                ImmutableCollectionsMarshal.AsImmutableArray(image.ToArray()));
            var metadata = file.GetMetadataReader();
            var methods = new Dictionary<string, ReadOnlyMemory<byte>>();
            foreach (var handle in metadata.MethodDefinitions)
            {
                var method = metadata.GetMethodDefinition(handle);
                var type = metadata.GetTypeDefinition(method.GetDeclaringType());
                var body = file.GetMethodBody(method.RelativeVirtualAddress);
                methods[$"{metadata.GetString(type.Name)}.{metadata.GetString(method.Name)}"] =
                    body.GetILBytes();
            }

            return methods;
        }
        catch (Exception e) when (e is BadImageFormatException or InvalidOperationException)
        {
            return null;
        }
    }
}
