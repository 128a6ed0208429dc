"""Text is text in every output, whatever it says: a terminal, a page, Markdown, Word, Excel, CSV and a figure."""

from __future__ import annotations

import csv
import io
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from xml.dom import minidom
from zipfile import ZipFile

import docx as word
import openpyxl
import pytest
from markdown_it import MarkdownIt
from pydantic import TypeAdapter, ValidationError
from rich.console import Console

from simulate import csv_text
from simulate.exporting import excel
from simulate.exporting.labels import Sheet
from simulate.inputs.schema.fields import Line
from simulate.inputs.schema.fields import Text as TypedText
from simulate.plain_text import INSTEAD, one_line, printable
from simulate.render import docx, html, markdown, terminal
from simulate.render.chart import STYLE, caption, dress, head, save, settle
from simulate.render.document import Code, Document, Items, Properties, Section, Stack, Table, Text
from simulate.render.drawing import Figure, styled
from tests.trials.hostile import HOSTILE, UNPRINTABLE

ALL = (*HOSTILE, *(f"a{text}b" for text in UNPRINTABLE))
PLAIN = "een gewone tekst"


def about(text: str) -> Document:
    """A document that says one text in every place where one can stand."""
    blocks = (
        Text(text),
        Text(text, lead=text, style="note"),
        Text(text, style="answer"),
        Items((Text(text), Text(text, lead=text))),
        Properties(((text, text),)),
        Code((f"simulate show {one_line(text)}",)),
        Table(text, (text, "n"), ((text, "1"), (Stack(text, (text,)), "2")), frozenset({1}), note=text),
    )
    return Document("nl", text, (Section("a", text, blocks),), source=text, author=text)


def bare(text: str) -> str:
    """The letters and digits of a text: what must still be there, whatever was done to spaces and signs."""
    return "".join(sign for sign in printable(text) if sign.isalnum())


@pytest.mark.parametrize("text", ALL)
def test_on_a_terminal(text: str) -> None:
    drawn = Console(file=io.StringIO(), width=200, force_terminal=True, color_system=None)
    terminal.show(about(text), drawn)
    assert isinstance(drawn.file, io.StringIO)
    shown = drawn.file.getvalue()
    plain = Console(file=io.StringIO(), width=200, force_terminal=True, color_system=None)
    terminal.show(about(PLAIN), plain)
    assert isinstance(plain.file, io.StringIO)
    assert {sign for sign in shown if not sign.isprintable()} <= {"\n", "\x1b", "\u200b", "\u2028", "\u2029"}
    assert shown.count("\x1b") == shown.count("\x1b[") == plain.file.getvalue().count("\x1b[")
    assert bare(text)[:40] in bare(shown)


class Elements(HTMLParser):
    """Counts the elements of a page, and keeps its text and its attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.count, self.attributes, self.text = Counter[str](), set[str](), ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.count[tag] += 1
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize("text", ALL)
def test_on_a_page(text: str) -> None:
    found, usual = (Elements(html.render(about(said)).decode()) for said in (text, PLAIN))
    assert (found.count, found.attributes) == (usual.count, usual.attributes)
    assert printable(text) in found.text


@pytest.mark.parametrize("text", ALL)
def test_in_markdown(text: str) -> None:
    reader = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    found, usual = (reader.parse(markdown.render(about(said)).decode()) for said in (text, PLAIN))
    assert [token.type for token in found] == [token.type for token in usual]
    within = [(Counter(inner.type for inner in token.children or ()), token.content) for token in found]
    for (kinds, content), token in zip(within, usual, strict=True):
        expected = {inner.type for inner in token.children or ()}
        assert set(kinds) - {"text_special"} <= expected | {"text"}, content
    said = "".join(inner.content for token in found for inner in token.children or ())
    assert bare(text)[:40] in bare(said)


def test_in_word() -> None:
    documents = [about(text) for text in ALL]
    sections = tuple(section for document in documents for section in document.sections)
    whole = Document("nl", ALL[-1], sections, source=ALL[0], author=HOSTILE[-1])
    written = docx.render(whole)
    document = word.Document(io.BytesIO(written))
    cells = [table.cell(1, 0).text.replace("\N{NO-BREAK SPACE}", " ") for table in document.tables]
    assert cells == [printable(text) for text in ALL]
    headings = [one for one in document.paragraphs if one.style is not None and one.style.name == "Heading 1"]
    assert len(headings) == len(ALL)
    assert len(document.core_properties.author) == 255
    with ZipFile(io.BytesIO(written)) as parts:
        for name in parts.namelist():
            if name.endswith(".xml"):
                minidom.parseString(parts.read(name))


@pytest.mark.parametrize("text", ALL)
def test_in_csv(text: str) -> None:
    written = csv_text.render(("a", "b"), [(text, 1.5), (text, -0.0), (text, None)])
    rows = list(csv.reader(io.StringIO(written)))
    assert [row[1] for row in rows] == ["b", "1.5", "0", ""]
    for cell, _ in rows[1:]:
        assert cell[0] not in "=+-@\t\r"
        assert bare(cell) == bare(text)
        assert cell.isprintable() or not text.isprintable()


def test_numbers_in_csv_stay_what_they_are() -> None:
    numbers = ("-5", "+5", "-1.5e3", "-12 %", "+3,5")
    assert [csv_text.cell(number) for number in numbers] == list(numbers)
    assert csv_text.fixed(2)(-0.001) == "0.00"
    assert csv_text.exact(-0.0) == "0.0"


@pytest.mark.parametrize("text", ALL)
def test_in_excel(text: str, tmp_path: Path) -> None:
    book = openpyxl.Workbook(write_only=True)
    excel.add(book, Sheet("t", ["a"], [[text]], (10,)))
    book.save(tmp_path / "x.xlsx")
    cell = openpyxl.load_workbook(tmp_path / "x.xlsx")["t"]["A2"]
    assert (cell.data_type, cell.hyperlink) == ("s", None)
    assert bare(cell.value) == bare(text)


@pytest.mark.parametrize("title", [HOSTILE[3], HOSTILE[5], HOSTILE[-1], f"a{UNPRINTABLE[-1]}b"])
def test_in_a_figure(title: str, tmp_path: Path) -> None:
    with styled(STYLE):
        figure = Figure(figsize=(7, 9), layout="constrained")
        axes = figure.subplots()
        axes.plot([0, 1], [0, 1], label=title)
        for row, text in enumerate(ALL):
            axes.text(0, row / len(ALL), text)
        dress(axes, title, "nl")
        axes.legend()
        head(figure, title, title)
        caption(figure, [title])
        settle(figure)
        svg, png = save(figure, tmp_path / "f", "simulate")
    drawn = minidom.parse(str(svg))
    tags = {element.tagName for element in drawn.getElementsByTagName("*")}
    assert not tags & {"script", "foreignObject", "a", "image"}
    said = bare("".join(node.firstChild.data for node in drawn.getElementsByTagName("text") if node.firstChild))
    for text in (title, *ALL):
        assert bare(text)[:15] in said
    assert png.stat().st_size > 1000


@pytest.mark.parametrize("text", UNPRINTABLE)
def test_a_file_may_not_hold_what_cannot_be_shown(text: str) -> None:
    with pytest.raises(ValidationError, match=r"control character|no reader can show"):
        TypeAdapter(TypedText).validate_python(f"a{text}b")
    assert INSTEAD in printable(text)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_file_may_say_anything_else_and_a_label_is_on_one_line(text: str) -> None:
    assert TypeAdapter(TypedText).validate_python(text) == text.strip()
    assert TypeAdapter(Line).validate_python(f"{text}\n\n# Kop\n- punt") == f"{one_line(text)} # Kop - punt"
