"""Backtests: a model started in the past with what was known then, and its distribution compared with what came."""
