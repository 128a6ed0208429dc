"""The models: a package each, with what decides the numbers and nothing else."""
