"""A run: sampling, blocks, executors, the result folder, and its verification."""
