"""The Word document has real headings, tables, captions and alt texts, and opens elsewhere."""

from __future__ import annotations

import os
import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import docx
import pytest

from simulate.render.document import Document, Explorer, Picture, Table
from simulate.render.docx import LETTER, LONG, SIDEWAYS, WIDTH, render, widths_of

OFFICE = shutil.which("soffice")


def test_it_holds_every_table_and_figure_of_the_report(one: Document) -> None:
    document = docx.Document(BytesIO(render(one)))
    tables = [block for block in one.blocks() if isinstance(block, Table)]
    pictures = [block for block in one.blocks() if isinstance(block, Picture)]
    assert len(document.tables) == len(tables)
    assert [len(table.rows) for table in document.tables] == [1 + len(table.rows) for table in tables]
    assert [shape._inline.docPr.get("descr") for shape in document.inline_shapes] == [p.alt for p in pictures]
    captions = [paragraph for paragraph in document.paragraphs if paragraph.style.name == "Caption"]
    assert len(captions) == len(tables) + len(pictures)


def test_its_headings_are_those_of_the_report(one: Document) -> None:
    document = docx.Document(BytesIO(render(one)))
    for level, sections in ((1, one.sections), (2, [inner for part in one.sections for inner in part.sections])):
        said = [p.text for p in document.paragraphs if p.style.name == f"Heading {level}"]
        moving = [part for part in sections if any(isinstance(block, Explorer) for block in part.blocks)]
        assert said == [part.heading for part in sections if part not in moving]
    assert moving
    assert document.core_properties.title == one.title
    assert document.core_properties.language == "nl-NL"


def test_the_heading_of_a_table_is_repeated_on_every_page(one: Document) -> None:
    document = docx.Document(BytesIO(render(one)))
    assert all("w:tblHeader" in table.rows[0]._tr.xml for table in document.tables)


def test_the_same_report_gives_the_same_bytes(one: Document) -> None:
    assert render(one) == render(one)


@pytest.mark.skipif(OFFICE is None and "WITH_PROGRAMS" not in os.environ, reason="LibreOffice is not here")
def test_libreoffice_opens_it(one: Document, tmp_path: Path) -> None:
    assert OFFICE is not None
    (tmp_path / "report.docx").write_bytes(render(one))
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    command = [OFFICE, profile, "--headless", "--convert-to", "txt:Text (encoded):UTF8", "report.docx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    text = (tmp_path / "report.txt").read_text(encoding="utf-8")
    assert one.title in text
    assert "Tabel 1. Kernuitkomsten per kalenderjaar" in text


def test_columns_are_as_wide_as_their_longest_word(one: Document) -> None:
    for table in (block for block in one.blocks() if isinstance(block, Table)):
        widths = widths_of(table, SIDEWAYS if table.wide else WIDTH)
        assert sum(widths) == pytest.approx(SIDEWAYS if table.wide else WIDTH)
        for place, heading in enumerate(table.heading):
            assert widths[place] >= LETTER * min(max(map(len, heading.split())), LONG)
    for grid in docx.Document(BytesIO(render(one))).tables:
        assert [column.width for column in grid.columns] == [cell.width for cell in grid.rows[0].cells]
