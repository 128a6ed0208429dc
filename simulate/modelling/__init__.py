"""What a modeller works with in Python: scenarios made in code, tables of what there is, analyses, and `ds.sim`."""
