"""Pages that are generated."""

from __future__ import annotations


def page(title: str, *parts: str) -> str:
    """A page of parts with a blank line between."""
    note = "*Generated from the declarations and the YAML files by `make docs`; do not edit.*"
    return "\n\n".join(part.strip("\n") for part in (f"# {title}", note, *parts)) + "\n"
