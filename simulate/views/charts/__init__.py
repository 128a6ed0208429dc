"""The figures: how each outcome and analysis is drawn."""
