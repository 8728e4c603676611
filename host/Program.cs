System.Console.WriteLine("tinychain");
