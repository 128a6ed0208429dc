"""A project of one's own: a folder in which everything works and is explained by example."""
