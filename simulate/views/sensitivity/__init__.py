"""Rankings of drivers in words: sentences, tables and CSV."""
