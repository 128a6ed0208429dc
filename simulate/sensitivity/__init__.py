"""Which uncertain parameters and measures drive which outcome, from the draws of a run."""
