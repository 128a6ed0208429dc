"""Reports of result folders: one document in one language, for readers who did not run them."""
