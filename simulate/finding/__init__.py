"""Everything that has a name: one index over all kinds, search in it, and where an outcome or a source comes in."""
