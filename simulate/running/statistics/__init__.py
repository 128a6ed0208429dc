"""The statistics of draws that need not be kept: counts in bins, sums and extremes, block by block."""
