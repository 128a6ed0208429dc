"""Fit how uncertain groups of parameters must be, on windows of the past, and check that on others."""
