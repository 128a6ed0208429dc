"""What a change of code or data does to figures: two sets of result folders, outcome by outcome."""
