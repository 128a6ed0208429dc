"""What moved between two sets of result folders, in words."""
