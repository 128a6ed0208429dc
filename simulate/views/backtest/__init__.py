"""Backtests in words: sentences, tables and CSV."""
