"""A comparison in words: what went in, what came out, targets and regret, as tables, a page and CSV files."""
