"""The uncertain parameters and measures that drive each outcome, from the draws of a run."""
