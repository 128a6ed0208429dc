"""What the longer commands do: imported when they are called, so that `--help` stays quick."""
