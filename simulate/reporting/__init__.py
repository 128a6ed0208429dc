"""A report: what result folders say, as one document in one language, for a reader who did not run them."""
