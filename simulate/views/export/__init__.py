"""Exports in words: labels, and the sheets of a workbook."""
