"""YAML files, judged in their own words, and what they resolve to: `resolving.resolve(file)` gives a Scenario."""
