"""Backtests: runs that start in the past with the data available then, scored against what happened."""
