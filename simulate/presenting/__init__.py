"""What the terminal shows: lists, cards and tables, in the language asked for."""
