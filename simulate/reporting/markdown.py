"""A report as Markdown, with its figures inside it."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator

from simulate.presenting.markdown import table as markdown_table
from simulate.reporting.blocks import Block, Code, Counter, Explorer, Items, Picture, Ref, Report, Section, Table, Text
from simulate.reporting.texts import TEXTS
from simulate.vocabulary import Language


def render(report: Report) -> bytes:
    """One file that any reader of Markdown shows."""
    count = Counter()
    parts = [f"# {report.title}", report.facts]
    for section in report.sections:
        parts += _section(section, 2, report.language, count)
    return ("\n\n".join(part.strip("\n") for part in parts if part) + "\n").encode()


def _section(section: Section, level: int, language: Language, count: Counter) -> Iterator[str]:
    if any(isinstance(block, Explorer) for block in section.blocks):
        return  # What moves is for a page that can: its numbers are in the figures and the tables.
    yield f"{'#' * level} {section.heading}"
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
            yield f"**{TEXTS['table'].in_(language)} {count.table()}.** {block.caption}"
            yield markdown_table(block.heading, [[_cell(cell) for cell in row] for row in block.rows])
            yield block.note
        case Picture():
            data = b64encode(block.png).decode()
            alt = block.alt.replace("[", "(").replace("]", ")")
            yield f"![{alt}](data:image/png;base64,{data})"
            yield f"**{TEXTS['figure'].in_(language)} {count.figure()}.** {block.caption}"


def _text(text: Text) -> str:
    lead = f"**{text.lead}**" if text.lead else ""
    return f"{lead}{' ' if lead and text.text and not text.text.startswith(',') else ''}{text.text}"


def _cell(cell: str | Ref) -> str:
    return cell.text if isinstance(cell, Ref) else cell
