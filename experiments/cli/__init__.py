"""The command line: commands, arguments, help, options, stopping."""
