"""YAML files, validated, and what they resolve to: `resolve.scenario.resolve(file)` gives a Scenario."""
