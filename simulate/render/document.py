"""A document: the content of a command's output, page or report, independent of how it is rendered.

Views make documents out of numbers; `terminal`, `markdown`, `html` and `docx` show them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass, replace
from typing import Any, Literal

from simulate.plain_text import printable
from simulate.vocabulary import Language


@dataclass(frozen=True)
class Ref:
    """A cell that links to another part of the document, where its text is described."""

    text: str
    anchor: str


@dataclass(frozen=True)
class Stack:
    """A cell of two or more lines: the first is the main text, the others explain it."""

    text: str
    below: tuple[str, ...]


@dataclass(frozen=True)
class Link:
    """A cell that links to an address outside the document."""

    text: str
    url: str


Cell = str | Ref | Stack | Link


def lines_of(cell: Cell) -> tuple[str, ...]:
    """List the lines of a cell, without empty ones."""
    match cell:
        case Ref() | Link():
            return (cell.text,)
        case Stack():
            return (cell.text, *filter(None, cell.below))
        case _:
            return (str(cell),)


def text_of(cell: Cell) -> str:
    """Return a cell as text, its lines joined."""
    return "\n".join(lines_of(cell))


@dataclass(frozen=True)
class Text:
    """A paragraph. `lead` is its beginning, which is emphasised.

    A `note` is smaller print; a `warning` says what is wrong.
    """

    text: str
    lead: str = ""
    style: Literal["plain", "answer", "note", "warning"] = "plain"


@dataclass(frozen=True)
class Items:
    """A list of short texts, each with an emphasised beginning."""

    items: tuple[Text, ...]


@dataclass(frozen=True)
class Properties:
    """Properties of one thing, each with its label and text."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Code:
    """Commands to type."""

    lines: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """A table. Rows are as long as the heading."""

    caption: str
    heading: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    numbers: frozenset[int] = frozenset()
    """Columns that are aligned to the right."""
    anchors: tuple[str, ...] = ()
    """The names of rows, one each, by which they are linked to; empty where none has one."""
    note: str = ""
    wide: bool = False
    """Whether it has many columns or long texts: it may lie on its side."""
    optional: frozenset[int] = frozenset()
    """Columns of which a narrow medium may show only some, spread evenly, the first and the last among them."""
    first: frozenset[int] = frozenset()
    """Optional columns that are shown before the others: the years that are asked about."""
    whole: frozenset[int] = frozenset()
    """Columns of names that somebody copies: they are not broken as long as the others have room to give."""
    clipped: frozenset[int] = frozenset()
    """Columns of one line each: a narrow medium may show only the beginning of a text."""
    file: str = ""
    """The file with the table, for media with no room for all its columns."""


@dataclass(frozen=True)
class Picture:
    """A figure: its bytes, or the path of a file beside the document."""

    name: str
    alt: str
    caption: str
    svg: bytes = b""
    png: bytes = b""
    about: Ref | None = None
    """Leads to where its outcome is described."""
    path: str = ""


@dataclass(frozen=True)
class Explorer:
    """Data that the reader selects by outcome, entry, interval and run; rendered on interactive pages only."""

    name: str
    data: Mapping[str, Any]


Block = Text | Items | Properties | Code | Table | Picture | Explorer


@dataclass(frozen=True)
class Section:
    """A heading with its content. Level 2 is a section of the document, 3 a section inside that, and so on."""

    anchor: str
    heading: str
    """Empty for what stands under no heading."""
    fresh: bool = field(default=False, kw_only=True)
    """Whether it begins on a new page, where there are pages: what stands before it is read alone."""
    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()


@dataclass(frozen=True)
class Document:
    """A document: its language, title and sections."""

    language: Language
    title: str
    sections: tuple[Section, ...]
    source: str = ""
    """One line on what it was made from."""
    numbered: bool = True
    """Whether figures and tables are numbered."""
    author: str = ""
    """Who answers for it; empty where nobody is named."""

    def blocks(self) -> Iterator[Block]:
        """Yield every block in reading order."""
        yield from _blocks(self.sections)


def _blocks(sections: Sequence[Section]) -> Iterator[Block]:
    for section in sections:
        yield from section.blocks
        yield from _blocks(section.sections)


@dataclass
class Counter:
    """A counter that numbers the figures and tables of a document."""

    figures: int = 0
    tables: int = 0

    def figure(self) -> int:
        self.figures += 1
        return self.figures

    def table(self) -> int:
        self.tables += 1
        return self.tables


BEHIND = re.compile(r" (?=%)|(?<=\d) (?=(?:miljard|miljoen|billion|million)\b)|(?<=±) (?=\d)")
"""What a number is not parted from."""


def unbroken(text: str) -> str:
    """Replace the space between a number and its percent sign, scale or sign by one that does not break."""
    return BEHIND.sub("\N{NO-BREAK SPACE}", text)


def cleaned(document: Document) -> Document:
    """Return the document with text in it that every medium can hold: each renderer begins with that."""
    found = _cleaned(document)
    assert isinstance(found, Document)
    return found


def _cleaned(value: Any) -> Any:
    match value:
        case str():
            return printable(value)
        case tuple() | list():
            return type(value)(map(_cleaned, value)) if any(not isinstance(one, _PLAIN) for one in value) else value
        case Mapping():
            return {_cleaned(key): _cleaned(inner) for key, inner in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{one.name: _cleaned(getattr(value, one.name)) for one in fields(value)})
    return value


_PLAIN = (int, float, bytes, type(None))
"""What has no text in it: long lists of numbers stay what they are."""
