"""Tables in Markdown, as GitHub shows them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def cell(text: object) -> str:
    """One line in which no character ends the cell; nothing for None."""
    return " ".join(str("" if text is None else text).replace("|", "\\|").replace("<", "&lt;").split())


def table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table with its heading; a remark when there is nothing in it."""
    lines = ["| " + " | ".join(cell(value) for value in row) + " |" for row in rows]
    if not lines:
        return "None.\n"
    head = ["| " + " | ".join(columns) + " |", "|" + " --- |" * len(columns)]
    return "\n".join([*head, *lines]) + "\n"


def code(name: object) -> str:
    """A name of the code or the files."""
    return f"`{name}`" if name else ""
