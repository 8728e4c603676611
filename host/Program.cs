using TinyChain.Host.Commands;

return await CommandLine.Run(args);
