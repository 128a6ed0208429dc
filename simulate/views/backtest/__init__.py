"""How good a model was on windows of the past: its sentences, its tables and its CSV."""
