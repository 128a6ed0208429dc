"""The documentation, and in docs/build what generates a part of it."""
