"""Who computes the blocks, and what becomes of them."""
