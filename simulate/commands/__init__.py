"""The commands: the door, and one file for each of them. Arguments in, exit code out."""
