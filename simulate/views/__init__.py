"""From numbers to what a reader sees: cards of models, and what stands beside the outcomes of a run."""
