"""Calibrations in words: tables, CSV and the file of the posterior."""
