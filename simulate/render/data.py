"""What a command tells as data for another program: documents, and the tables that are also written as CSV."""

from __future__ import annotations

import csv
import json
import math
import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from simulate.errors import Problem
from simulate.render.document import Block, Document, Items, Properties, Section, Table, Text, text_of
from simulate.vocabulary import Label

NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?(e[-+]?[0-9]+)?")


def text(data: Any) -> str:
    """Write data as JSON: labels in both languages, dates as words, what is no number as null."""
    return json.dumps(_plain(data), ensure_ascii=False, indent=1)


def _plain(data: Any) -> Any:
    if isinstance(data, Label):
        return {"nl": data.nl, "en": data.en}
    if isinstance(data, Mapping):
        return {str(key): _plain(value) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [_plain(value) for value in data]
    if isinstance(data, set | frozenset):
        return sorted(_plain(value) for value in data)
    if isinstance(data, date):
        return data.isoformat()
    return None if isinstance(data, float) and not math.isfinite(data) else data


def rows(table: str) -> list[dict[str, Any]]:
    """Return the rows of a CSV as mappings: numbers as numbers, empty cells as None."""
    return [{name: _cell(word) for name, word in row.items()} for row in csv.DictReader(table.splitlines())]


def _cell(word: str) -> Any:
    if word == "":
        return None
    return float(word) if NUMBER.fullmatch(word) else word


def problem(one: Problem) -> dict[str, Any]:
    """Return a problem with its place; line 0 means the command line."""
    return {
        "file": one.file,
        "line": one.line,
        "column": one.column,
        "message": one.message,
        "text": one.text,
        "expected": one.expected,
        "hint": one.hint,
    }


def document(shown: Document) -> dict[str, Any]:
    """Return a document as data: sections with their blocks, words as they are shown."""
    return {"language": shown.language, "title": shown.title, "sections": [_section(one) for one in shown.sections]}


def _section(section: Section) -> dict[str, Any]:
    blocks = [found for one in section.blocks if (found := _block(one))]
    inner = [_section(one) for one in section.sections]
    return {"name": section.anchor, "heading": section.heading, "blocks": blocks, "sections": inner}


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Text():
            return {"text": block.text, "lead": block.lead, "style": block.style}
        case Items():
            return {"items": [_block(one) for one in block.items]}
        case Properties():
            return {"properties": dict(block.rows)}
        case Table():
            heading = [text_of(cell) for cell in block.heading]
            cells = [[text_of(cell) for cell in row] for row in block.rows]
            return {"caption": block.caption, "heading": heading, "rows": cells}
        case _:
            return {}
