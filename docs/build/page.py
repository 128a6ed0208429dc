"""The frame of a generated page."""

from __future__ import annotations

NOTE = "*Generated from the declarations and the YAML files by `make docs`; do not edit.*"


def page(title: str, *parts: str) -> str:
    """Join the parts of a page below its title, with a blank line between."""
    return "\n\n".join(part.strip("\n") for part in (f"# {title}", NOTE, *parts)) + "\n"
