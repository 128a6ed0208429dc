"""The commands: the entry point, and one file for each command. Arguments in, exit code out."""
