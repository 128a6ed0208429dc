"""The version of the program. pyproject.toml has the same; a test says so."""

VERSION = "0.1.0"
