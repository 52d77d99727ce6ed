using Quickstart;

return QuickstartApp.Run(args, Console.Out, Console.Error);
