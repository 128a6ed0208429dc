"""Documents as Markdown, in the dialect of GitHub."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from urllib.parse import quote

from simulate.render.document import (
    Block,
    Cell,
    Code,
    Counter,
    Document,
    Explorer,
    Items,
    Link,
    Picture,
    Properties,
    Section,
    Table,
    Text,
    cleaned,
    lines_of,
)
from simulate.render.texts import TEXTS
from simulate.vocabulary import Language


def render(document: Document) -> bytes:
    """Render one file for any reader of Markdown; figures are embedded, unless they have their own path."""
    return ("\n\n".join(inner.strip("\n") for inner in _blocks(cleaned(document)) if inner) + "\n").encode()


def with_figures_beside(document: Document, folder: str) -> tuple[Document, dict[str, bytes]]:
    """Return the document with its figures as files of a folder beside it, and these files by their name.

    A file of text is then small, and its figures can be opened by themselves.
    """
    files: dict[str, bytes] = {}

    def outside(block: Block) -> Block:
        if not isinstance(block, Picture) or block.path or not block.png:
            return block
        name = f"{len(files) + 1:02}-{block.name}.png"
        files[name] = block.png
        return replace(block, path=quote(f"{folder}/{name}"))

    def moved(section: Section) -> Section:
        blocks = tuple(map(outside, section.blocks))
        return replace(section, blocks=blocks, sections=tuple(map(moved, section.sections)))

    return replace(document, sections=tuple(map(moved, document.sections))), files


def _blocks(document: Document) -> Iterator[str]:
    yield f"# {_line(document.title)}"
    yield _line(document.source)
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
                yield _fenced(block.lines)
            case Table():
                yield self.caption("table", block.caption)
                yield table(map(_cell, block.heading), (map(_cell, row) for row in block.rows))
                yield _line(block.note)
            case Picture():
                yield _picture(block)
                yield self.caption("figure", block.caption)

    def caption(self, word: str, text: str) -> str:
        """Format a caption as `**Table 3.** text`; in a document without numbering the text in bold."""
        if self.count is None:
            return f"**{_line(text)}**" if text else ""
        number = self.count.table() if word == "table" else self.count.figure()
        return f"**{TEXTS[word].in_(self.language)} {number}.** {_line(text)}"


def _fenced(lines: Sequence[str]) -> str:
    """Put lines in a fence that is longer than any in them."""
    inside = [line for text in lines for line in text.splitlines()]
    fence = "`" * max(3, 1 + max((len(ticks) for line in inside for ticks in re.findall("`+", line)), default=0))
    return "\n".join([fence, *inside, fence])


def _picture(picture: Picture) -> str:
    alt = _line(picture.alt.replace("[", "(").replace("]", ")"))
    return f"![{alt}]({picture.path or f'data:image/png;base64,{b64encode(picture.png).decode()}'})"


def _text(text: Text) -> str:
    lead, rest = _inline(" ".join(text.lead.split())), _inline(" ".join(text.text.split()))
    lead = f"**{lead}**" if lead else ""
    return f"{lead}{' ' if lead and rest and not rest.startswith(',') else ''}{_begun(rest) if not lead else rest}"


def _line(text: str) -> str:
    """Put a text on one line, for a heading or a caption."""
    return _begun(_inline(" ".join(text.split())))


def _inline(text: str) -> str:
    """Escape what would be an element of the page and not a character: a tag, a link, emphasis, code, mathematics."""
    text = _MARKED.sub(r"\\\g<0>", text)
    return text.replace("&", "&amp;").replace("<", "&lt;") if _ENTITY.search(text) else text.replace("<", "&lt;")


_MARKED = re.compile(r"[`*$]|~~|\\(?=[!-/:-@\[-`{-~])|(?<![^\W_])_|_(?![^\W_])|(?<=\])[(\[:]")
"""What marks text up: a lone underscore inside a word does not, nor a bracket that no address follows."""
_ENTITY = re.compile(r"&(?=#?\w+;)")


def _begun(line: str) -> str:
    """Escape the beginning of a line that would be a heading, a list, a quote or a rule."""
    return _BEGINS.sub(r"\1\\\2", line, count=1)


_BEGINS = re.compile(r"^(\d{0,9})([#>+=|-](?=$|[\s#>+=|-])|[.)](?=\s|$)(?<=\d.))")


def _cell(value: Cell) -> Cell:
    if isinstance(value, Link):
        return replace(value, text=_inline(value.text))
    return _inline("\n".join(lines_of(value)))


def cell(value: Cell | object) -> str:
    """Format a cell on one line and escape characters that would end it; empty for None."""
    text = "" if value is None else "\n".join(lines_of(value))  # type: ignore[arg-type]
    shown = " ".join(re.sub(r"(?<!\\)\|", r"\\|", text).replace("<", "&lt;").split())
    if isinstance(value, Link):
        return f"[{shown.replace('[', '(').replace(']', ')')}](<{value.url.replace('|', '%7C')}>)"
    return shown


def table(columns: Iterable[Cell], rows: Iterable[Iterable[object]]) -> str:
    """Format a table with its heading; a remark when it has no rows."""
    lines = ["| " + " | ".join(cell(value) for value in row) + " |" for row in rows]
    if not lines:
        return "None.\n"
    names = [cell(column) for column in columns]
    head = ["| " + " | ".join(names) + " |", "|" + " --- |" * len(names)]
    return "\n".join([*head, *lines]) + "\n"


def code(name: object) -> str:
    """Format a name of code or a file."""
    return f"`{name}`" if name else ""
