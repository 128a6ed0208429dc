"""The files of a result folder: its lock, its record and its outcomes."""
