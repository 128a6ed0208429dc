"""From scenario files and what they build on to one resolved scenario."""
