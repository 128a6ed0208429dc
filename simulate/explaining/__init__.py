"""The contribution of each change to the difference between two runs, averaged over the orders of the changes."""
