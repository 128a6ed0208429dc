"""What is known of one thing looks like a list of words and texts in every medium."""

from __future__ import annotations

from io import BytesIO, StringIO

from docx import Document as WordDocument
from rich.console import Console

from simulate.render import docx, html, markdown, terminal
from simulate.render.document import Document, Properties, Section

ROWS = (("Unit", "homes"), ("Note", "[not] <markup>"))
DOCUMENT = Document("en", "A name", (Section("a", "A", (Properties(ROWS),)),))


def test_on_a_terminal_it_is_two_columns() -> None:
    screen = Console(file=StringIO(), width=60)
    terminal.show(DOCUMENT, screen)
    assert isinstance(screen.file, StringIO)
    lines = [" ".join(line.split()) for line in screen.file.getvalue().splitlines()]
    assert lines[-2:] == ["Unit homes", "Note [not] <markup>"]


def test_on_a_page_it_is_a_list() -> None:
    assert "- **Unit:** homes\n- **Note:** [not] &lt;markup>" in markdown.render(DOCUMENT).decode()
    assert "<dt>Note</dt><dd>[not] &lt;markup&gt;</dd>" in html.render(DOCUMENT).decode()
    paragraphs = [paragraph.text for paragraph in WordDocument(BytesIO(docx.render(DOCUMENT))).paragraphs]
    assert paragraphs[-2:] == ["Unit: homes", "Note: [not] <markup>"]
