"""A report as Markdown, with its figures inside it."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator

from simulate.presenting.markdown import cell
from simulate.presenting.markdown import table as markdown_table
from simulate.reporting.blocks import Block, Code, Counter, Explorer, Items, Picture, Ref, Report, Section, Table, Text
from simulate.reporting.texts import TEXTS
from simulate.vocabulary import Language


def render(report: Report) -> bytes:
    """One file that any reader of Markdown shows."""
    count = Counter()
    parts = [f"# {_line(report.title)}", report.facts]
    for section in report.sections:
        parts += _section(section, 2, report.language, count)
    return ("\n\n".join(part.strip("\n") for part in parts if part) + "\n").encode()


def _section(section: Section, level: int, language: Language, count: Counter) -> Iterator[str]:
    if any(isinstance(block, Explorer) for block in section.blocks):
        return  # What moves is for a page that can: its numbers are in the figures and the tables.
    yield f"{'#' * level} {_line(section.heading)}"
    for block in section.blocks:
        yield from _block(block, language, count)
    for part in section.sections:
        yield from _section(part, level + 1, language, count)


def _block(block: Block, language: Language, count: Counter) -> Iterator[str]:
    match block:
        case Text():
            yield f"> {_text(block)}" if block.style == "answer" else _text(block)
        case Items():
            yield "\n".join(f"- {_text(item)}" for item in block.items)
        case Code():
            yield "\n".join(["```", *block.lines, "```"])
        case Table():
            yield f"**{TEXTS['table'].in_(language)} {count.table()}.** {_line(block.caption)}"
            heading = [cell(text) for text in block.heading]
            yield markdown_table(heading, [[_cell(value) for value in row] for row in block.rows])
            yield block.note
        case Picture():
            data = b64encode(block.png).decode()
            alt = _line(block.alt).replace("[", "(").replace("]", ")")
            yield f"![{alt}](data:image/png;base64,{data})"
            yield f"**{TEXTS['figure'].in_(language)} {count.figure()}.** {_line(block.caption)}"


def _text(text: Text) -> str:
    lead = f"**{text.lead}**" if text.lead else ""
    return _safe(f"{lead}{' ' if lead and text.text and not text.text.startswith(',') else ''}{text.text}")


def _safe(text: str) -> str:
    """Nothing in a label or a question becomes an element of the page that shows it."""
    return text.replace("<", "&lt;")


def _line(text: str) -> str:
    """The same on one line, for a heading or a caption."""
    return _safe(" ".join(text.split()))


def _cell(value: str | Ref) -> str:
    return value.text if isinstance(value, Ref) else value
