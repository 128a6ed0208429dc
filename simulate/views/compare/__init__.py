"""Comparisons in words: inputs, outcomes, targets and regret, as tables, a page and CSV files."""
