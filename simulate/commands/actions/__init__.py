"""Actions of the longer commands: imported when a command runs, so that `--help` stays quick."""
