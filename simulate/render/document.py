"""A document: what a command, a page or a report says, made once. Renderers only say how it looks.

Views make documents out of numbers; `terminal`, `markdown`, `html` and `docx` show them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from simulate.vocabulary import Language


@dataclass(frozen=True)
class Ref:
    """A cell that leads to another place in the document, where what it names is described."""

    text: str
    anchor: str


@dataclass(frozen=True)
class Stack:
    """A cell of two or more lines: the first is the one that is looked for, those below it explain it."""

    text: str
    below: tuple[str, ...]


Cell = str | Ref | Stack


def lines_of(cell: Cell) -> tuple[str, ...]:
    """The lines of a cell, the first one first; without those that are empty."""
    match cell:
        case Ref():
            return (cell.text,)
        case Stack():
            return (cell.text, *filter(None, cell.below))
        case _:
            return (str(cell),)


def text_of(cell: Cell) -> str:
    """A cell as plain text, its lines joined."""
    return "\n".join(lines_of(cell))


@dataclass(frozen=True)
class Text:
    """A paragraph. `lead` are its first words, which stand out.

    A `note` is smaller print; a `warning` says what is wrong.
    """

    text: str
    lead: str = ""
    style: Literal["plain", "answer", "note", "warning"] = "plain"


@dataclass(frozen=True)
class Items:
    """A list of short texts, each with the first words that stand out."""

    items: tuple[Text, ...]


@dataclass(frozen=True)
class Properties:
    """What is known of one thing: the word for it and the text, one each."""

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
    file: str = ""
    """Where the table is for who has no room for all its columns."""


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
    """Numbers that the reader can look through by outcome, entry, interval and run. Only on a page that can move."""

    name: str
    data: Mapping[str, Any]


Block = Text | Items | Properties | Code | Table | Picture | Explorer


@dataclass(frozen=True)
class Section:
    """A heading and what stands under it. Level 2 is a part of the document, 3 a part of that, and so on."""

    anchor: str
    heading: str
    """Empty for what stands under no heading."""
    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()


@dataclass(frozen=True)
class Document:
    """The whole of it."""

    language: Language
    title: str
    sections: tuple[Section, ...]
    source: str = ""
    """One line on what it was made from."""
    numbered: bool = True
    """Whether figures and tables are numbered."""

    def blocks(self) -> Iterator[Block]:
        """Every block, in the order in which it is read."""
        yield from _blocks(self.sections)


def _blocks(sections: Sequence[Section]) -> Iterator[Block]:
    for section in sections:
        yield from section.blocks
        yield from _blocks(section.sections)


@dataclass
class Counter:
    """Numbers the figures and the tables of a document as they come."""

    figures: int = 0
    tables: int = 0

    def figure(self) -> int:
        self.figures += 1
        return self.figures

    def table(self) -> int:
        self.tables += 1
        return self.tables


def unbroken(text: str) -> str:
    """The text with no line broken between a number and its percent sign."""
    return text.replace(" %", "\N{NO-BREAK SPACE}%")


Renderer = Callable[[Document], bytes]
"""From a document to the bytes of one file."""
