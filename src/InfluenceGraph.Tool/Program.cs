Console.Error.WriteLine("influencegraph: nothing to do yet.");
return 2;
