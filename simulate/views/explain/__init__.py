"""Explanations in words: contributions as rows, a page, a screen and a CSV file."""
