return await TinyChain.Benchmarks.CommandLine.Run(args);
