"""Figures of outcomes and analyses."""
