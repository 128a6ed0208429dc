"""A finished run: opened, summarised, and what its spread comes from."""
