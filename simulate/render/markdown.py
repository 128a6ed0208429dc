"""Documents as Markdown, in the dialect of GitHub."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence

from simulate.render.document import (
    Block,
    Cell,
    Code,
    Counter,
    Document,
    Explorer,
    Items,
    Picture,
    Properties,
    Section,
    Table,
    Text,
    lines_of,
)
from simulate.render.texts import TEXTS
from simulate.vocabulary import Language


def render(document: Document) -> bytes:
    """Render one file for any reader of Markdown; figures are embedded, unless they have their own path."""
    return ("\n\n".join(inner.strip("\n") for inner in _blocks(document) if inner) + "\n").encode()


def _blocks(document: Document) -> Iterator[str]:
    yield f"# {_line(document.title)}"
    yield document.source
    writer = _Writer(document.language, Counter() if document.numbered else None)
    for section in document.sections:
        yield from writer.section(section, 2)


class _Writer:
    """Writes the sections of a document, with numbers for its tables and figures where it has them."""

    def __init__(self, language: Language, count: Counter | None) -> None:
        self.language, self.count = language, count

    def section(self, section: Section, level: int) -> Iterator[str]:
        if any(isinstance(block, Explorer) for block in section.blocks):
            return  # What moves is for a page that can: its numbers are in the figures and the tables.
        if section.heading:
            yield f"{'#' * level} {_line(section.heading)}"
        for block in section.blocks:
            yield from self.block(block)
        for inner in section.sections:
            yield from self.section(inner, level + 1)

    def block(self, block: Block) -> Iterator[str]:
        match block:
            case Text():
                yield f"> {_text(block)}" if block.style == "answer" else _text(block)
            case Items():
                yield "\n".join(f"- {_text(item)}" for item in block.items)
            case Properties():
                yield "\n".join(f"- {_text(Text(text, lead=f'{name}:'))}" for name, text in block.rows)
            case Code():
                yield "\n".join(["```", *block.lines, "```"])
            case Table():
                yield self.caption("table", block.caption)
                yield table(block.heading, block.rows)
                yield block.note
            case Picture():
                yield _picture(block)
                yield self.caption("figure", block.caption)

    def caption(self, word: str, text: str) -> str:
        """Format a caption as `**Table 3.** text`; in a document without numbering the text in bold."""
        if self.count is None:
            return f"**{_line(text)}**" if text else ""
        number = self.count.table() if word == "table" else self.count.figure()
        return f"**{TEXTS[word].in_(self.language)} {number}.** {_line(text)}"


def _picture(picture: Picture) -> str:
    alt = _line(picture.alt).replace("[", "(").replace("]", ")")
    return f"![{alt}]({picture.path or f'data:image/png;base64,{b64encode(picture.png).decode()}'})"


def _text(text: Text) -> str:
    lead = f"**{text.lead}**" if text.lead else ""
    return _safe(f"{lead}{' ' if lead and text.text and not text.text.startswith(',') else ''}{text.text}")


def _safe(text: str) -> str:
    """Nothing in a label or a question becomes an element of the page that shows it."""
    return text.replace("<", "&lt;")


def _line(text: str) -> str:
    """Put a text on one line, for a heading or a caption."""
    return _safe(" ".join(text.split()))


def cell(value: Cell | object) -> str:
    """Format a cell on one line and escape characters that would end it; empty for None."""
    text = "" if value is None else "\n".join(lines_of(value))  # type: ignore[arg-type]
    return " ".join(text.replace("|", "\\|").replace("<", "&lt;").split())


def table(columns: Sequence[Cell], rows: Iterable[Sequence[object]]) -> str:
    """Format a table with its heading; a remark when it has no rows."""
    lines = ["| " + " | ".join(cell(value) for value in row) + " |" for row in rows]
    if not lines:
        return "None.\n"
    head = ["| " + " | ".join(map(cell, columns)) + " |", "|" + " --- |" * len(columns)]
    return "\n".join([*head, *lines]) + "\n"


def code(name: object) -> str:
    """Format a name of code or a file."""
    return f"`{name}`" if name else ""
