"""YAML files, validated in their own words, and what they resolve to: `resolve.scenario.resolve(file)` gives a Scenario."""
