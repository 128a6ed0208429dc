"""What a report consists of. Its content is made once, out of these; HTML, Word and Markdown only say how they look."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from simulate.vocabulary import Language


@dataclass(frozen=True)
class Ref:
    """A cell that leads to another place in the report, where what it names is told."""

    text: str
    anchor: str


Cell = str | Ref


@dataclass(frozen=True)
class Text:
    """A paragraph. `lead` are its first words, which stand out; a `note` is smaller print."""

    text: str
    lead: str = ""
    style: Literal["plain", "answer", "note"] = "plain"


@dataclass(frozen=True)
class Items:
    """A list of short texts, each with the first words that stand out."""

    items: tuple[Text, ...]


@dataclass(frozen=True)
class Code:
    """Commands to type."""

    lines: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """A table. Rows are as long as the heading; `anchors` are the places that rows are, one each, where they have any.

    Columns whose number is in `numbers` are aligned to the right. `wide` has many columns or long texts.
    """

    caption: str
    heading: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    numbers: frozenset[int] = frozenset()
    anchors: tuple[str, ...] = ()
    note: str = ""
    wide: bool = False


@dataclass(frozen=True)
class Picture:
    """A figure. `svg` and `png` are its bytes; `about` leads to where its outcome is described."""

    name: str
    alt: str
    caption: str
    svg: bytes
    png: bytes
    about: Ref | None = None


@dataclass(frozen=True)
class Explorer:
    """Numbers that the reader can look through by outcome, entry, interval and run. Only on a page that can move."""

    name: str
    data: Mapping[str, Any]


Block = Text | Items | Code | Table | Picture | Explorer


@dataclass(frozen=True)
class Section:
    """A heading and what stands under it. Level 2 is a part of the report, 3 a part of that, and so on."""

    anchor: str
    heading: str
    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()


@dataclass(frozen=True)
class Report:
    """The whole of it. `facts` say in one line what it was made from."""

    language: Language
    title: str
    facts: str
    sections: tuple[Section, ...]

    def blocks(self) -> Iterator[Block]:
        """Every block, in the order in which it is read."""
        yield from _blocks(self.sections)


def _blocks(sections: Sequence[Section]) -> Iterator[Block]:
    for section in sections:
        yield from section.blocks
        yield from _blocks(section.sections)


@dataclass
class Counter:
    """Numbers the figures and the tables of a report as they come."""

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


Renderer = Callable[[Report], bytes]
"""From a report to the bytes of one file."""
