"""What of the difference between two runs comes from which change: every change by itself, averaged over orders."""
