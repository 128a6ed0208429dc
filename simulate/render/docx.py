"""Documents as Word files: real headings, tables, captions and alternative texts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from simulate.plain_text import shortened
from simulate.render.document import (
    Block,
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
    text_of,
    unbroken,
)
from simulate.render.texts import TEXTS
from simulate.vocabulary import Label, Language

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.shared import Length
    from docx.table import Table as WordTable
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph

WIDTH, SIDEWAYS = 17.0, 25.7
"""Centimetres of text on an A4 page that stands, and on one that lies."""
SMALL = 7.5
PROPERTY = 255
"""Characters that a property of a Word file holds at most."""
TOGETHER = 12
"""Rows of a table that is not parted over pages."""
TABLE = "Light Shading"
LETTER, MARGINS, LONG = 0.16, 0.4, 16
"""Centimetres of a letter of a table and of the margins of a cell; longer words, such as names, may be broken."""
CONTENTS = Label("Inhoud", "Contents")
LEVELS = 2
"""Levels of headings in the contents."""
LONGEST = 6.0
"""Centimetres of height of a figure in what is read alone, which has to fit on two pages."""
LOCALE = {"nl": "nl-NL", "en": "en-GB"}
WHEN = datetime(2000, 1, 1)
"""The date in the file: the same report gives the same bytes."""


class NoTemplate(ValueError):
    """What was given as a template is no Word file."""


def render(report: Document, template: Path | None = None) -> bytes:
    """Render the document. Tables with many columns are on landscape pages.

    With a `template` its styles, page and header are taken and its text is left out. NoTemplate: it is no Word file.
    """
    report, document = cleaned(report), _empty(template)
    if template is None:
        _page(document, report)
    _known(document, report)
    document.add_heading(report.title, level=0)
    document.add_paragraph(report.source)
    _page_numbers(document)
    writer = _Writer(document, report)
    for section in report.sections:
        writer.section(section, 1)
    return _same_bytes(document)


def _empty(template: Path | None) -> WordDocument:
    """Open the template without its text; without one a new document."""
    import docx

    try:
        document = docx.Document(None if template is None else str(template))
    except Exception as error:
        # The library raises whatever its parts raise: a file that is no zip, or a zip that is no Word file.
        raise NoTemplate(str(error).splitlines()[0]) from None
    body: Any = document.element.body
    for element in list(body):
        if not element.tag.endswith("}sectPr"):
            body.remove(element)
    return document


def _known(document: WordDocument, report: Document) -> None:
    properties = document.core_properties
    properties.title = shortened(report.title, PROPERTY)
    properties.author = shortened(report.author or "simulate", PROPERTY)
    properties.language, properties.created, properties.modified = LOCALE[report.language], WHEN, WHEN


def _contents(document: WordDocument, headings: Sequence[tuple[int, str]], language: Language, width: Length) -> None:
    """Add a table of contents: every line leads to its heading and has its page.

    The page is a field of its own, which refers to the heading. Such fields are worked out when a document is printed
    or saved as PDF, and by some programs when it is opened. To have Word do so when it opens the file would make it
    ask the reader first whether to update fields that may refer to other files: a question that frightens.
    """
    from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
    from docx.shared import Cm, Pt

    document.add_paragraph().add_run(CONTENTS.in_(language)).bold = True
    for place, (level, heading) in enumerate(headings):
        line = document.add_paragraph()
        line.paragraph_format.left_indent, line.paragraph_format.space_after = Cm(0.6 * (level - 1)), Pt(0)
        line.paragraph_format.right_indent = Cm(1.2)
        line.paragraph_format.tab_stops.add_tab_stop(width, WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
        line.add_run(heading).font.size = Pt(9)
        line.add_run("\t").font.size = Pt(9)
        _leading(line, _bookmark(place))


def _bookmark(place: int) -> str:
    """Name the bookmark of a heading, by its place among those of the contents."""
    return f"_Toc{place + 1:04d}"


def _leading(line: Paragraph, bookmark: str) -> None:
    """Let a line of the contents lead to a heading, and end with its page."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Pt

    instruction: Any = OxmlElement("w:instrText")
    instruction.text = " ".join(("", "PAGEREF", bookmark, "\\h", ""))
    marks = {kind: OxmlElement("w:fldChar") for kind in ("begin", "separate", "end")}
    for kind, mark in marks.items():
        mark.set(qn("w:fldCharType"), kind)
    for element in (marks["begin"], instruction, marks["separate"], marks["end"]):
        run = line.add_run()
        run.font.size = Pt(9)
        run._r.append(element)
    link: Any = OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), bookmark)
    for run in line.runs:
        link.append(run._r)
    line._p.append(link)


def _found_by(heading: Paragraph, bookmark: str, number: int) -> None:
    """Put a bookmark around a heading."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    begin, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for mark in (begin, end):
        mark.set(qn("w:id"), str(number))
    begin.set(qn("w:name"), bookmark)
    first: Any = heading.runs[0]._r if heading.runs else None
    if first is not None:
        first.addprevious(begin)
    heading._p.append(end)


def _page_numbers(document: WordDocument) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _field(paragraph, "PAGE", "1")
    paragraph.add_run(" / ")
    _field(paragraph, "NUMPAGES", "1")


def _field(paragraph: Paragraph, instruction: str, shown: str) -> None:
    """Add what Word works out itself, and what is shown until then."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    field: Any = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), instruction)
    run: Any = OxmlElement("w:r")
    text: Any = OxmlElement("w:t")
    text.text = shown
    run.append(text)
    field.append(run)
    paragraph._p.append(field)


def _page(document: WordDocument, report: Document) -> None:
    from docx.shared import Cm, Pt, RGBColor

    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm((21 - WIDTH) / 2)
    page.top_margin = page.bottom_margin = Cm(1.8)
    normal: Any = document.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(9.5)
    normal.paragraph_format.space_after, normal.paragraph_format.line_spacing = Pt(4), 1.0
    _speaks(normal, LOCALE[report.language])
    _paler(document)
    for name in ("Title", "Heading 1", "Heading 2", "Heading 3"):
        heading: Any = document.styles[name]
        heading.font.color.rgb = RGBColor(0x0B, 0x25, 0x45)
        heading.paragraph_format.space_before = Pt(8)
    document.styles["Title"].font.size, document.styles["Title"].paragraph_format.space_after = Pt(17), Pt(5)
    document.styles["Heading 1"].font.size = Pt(12.5)
    caption: Any = document.styles["Caption"]
    caption.font.color.rgb, caption.font.size = RGBColor(0x4D, 0x5A, 0x66), Pt(8.5)
    caption.paragraph_format.space_before, caption.paragraph_format.space_after = Pt(4), Pt(3)


def _paler(document: WordDocument) -> None:
    """Shade every other row of a table a little, not grey."""
    from docx.oxml.ns import qn

    for shade in document.styles[TABLE].element.iter(qn("w:shd")):
        shade.set(qn("w:fill"), "F3F6F9")


def _speaks(style: Any, locale: str) -> None:
    """Set the language for the spelling checker and screen readers."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    language = OxmlElement("w:lang")
    language.set(qn("w:val"), locale)
    style.element.get_or_add_rPr().append(language)


class _Writer:
    """Writes the sections of a report at the end of a document."""

    def __init__(self, document: WordDocument, report: Document) -> None:
        self.document, self.language, self.count = document, report.language, Counter()
        self.lying = False
        self.report, self.told = report, False
        self.listed = 0
        """Headings so far that are in the contents."""
        self.alone = any(section.fresh for section in _every(report.sections))
        """Whether what is written is read alone, before a section that begins on a new page."""

    def section(self, section: Section, level: int) -> None:
        if any(isinstance(block, Explorer) for block in section.blocks):
            return  # What moves cannot be printed: its numbers are in the figures and the tables.
        self._turn(any(isinstance(block, Table) and block.wide for block in section.blocks))
        heading = self.document.add_heading(section.heading, level=min(level, 4))
        if level <= LEVELS:
            _found_by(heading, _bookmark(self.listed), self.listed + 1)
            self.listed += 1
        if section.fresh:
            heading.paragraph_format.page_break_before, self.alone = True, False
            if not self.told:
                self.told = True
                _contents(self.document, list(_headings(self.report.sections)), self.language, self._width())
        for block in section.blocks:
            self.block(block)
        for inner in section.sections:
            self.section(inner, level + 1)

    def _width(self) -> Length:
        """Return the width of the text on the page."""
        from docx.shared import Length

        page = self.document.sections[-1]
        return Length((page.page_width or 0) - (page.left_margin or 0) - (page.right_margin or 0))

    def _turn(self, lying: bool) -> None:
        """Go on on pages that lie, or stand."""
        from docx.enum.section import WD_ORIENT, WD_SECTION

        if lying == self.lying:
            return
        self.lying = lying
        page = self.document.add_section(WD_SECTION.NEW_PAGE)
        page.orientation = WD_ORIENT.LANDSCAPE if lying else WD_ORIENT.PORTRAIT
        page.page_width, page.page_height = page.page_height, page.page_width

    def block(self, block: Block) -> None:
        match block:
            case Text():
                self._text(block)
            case Items():
                for item in block.items:
                    self._text(item, "List Bullet")
            case Properties():
                for name, text in block.rows:
                    self._text(Text(text, lead=f"{name}:"), "List Bullet")
            case Code():
                self._code(block)
            case Table():
                self._table(block)
            case Picture():
                self._picture(block)

    def _text(self, text: Text, style: str = "Normal") -> None:
        from docx.shared import Cm, Pt

        paragraph = self.document.add_paragraph(style=style)
        if text.lead:
            paragraph.add_run(text.lead).bold = True
        space = " " if text.lead and text.text and not text.text.startswith(",") else ""
        run = paragraph.add_run(space + unbroken(text.text))
        if text.style == "note":
            run.font.size = Pt(8)
        if text.style == "answer":
            paragraph.paragraph_format.left_indent = Cm(0.4)
            paragraph.paragraph_format.space_after = Pt(3)

    def _code(self, code: Code) -> None:
        from docx.shared import Pt

        run = self.document.add_paragraph().add_run("\n".join(code.lines))
        run.font.name, run.font.size = "Consolas", Pt(8.5)

    def _caption(self, word: str, number: int, text: str) -> Paragraph:
        paragraph = self.document.add_paragraph(style="Caption")
        paragraph.add_run(f"{TEXTS[word].in_(self.language)} ")
        _counted(paragraph, TEXTS[word].in_(self.language), number)
        paragraph.add_run(f". {text}")
        return paragraph

    def _picture(self, picture: Picture) -> None:
        from docx.shared import Cm

        shown = self.document.add_picture(BytesIO(picture.png), width=Cm(WIDTH))
        if self.alone and shown.height > Cm(LONGEST):
            shown.width, shown.height = round(shown.width * Cm(LONGEST) / shown.height), Cm(LONGEST)
        self.document.paragraphs[-1].paragraph_format.keep_with_next = True
        shape: Any = self.document.inline_shapes[len(self.document.inline_shapes) - 1]
        shape._inline.docPr.set("descr", picture.alt)
        shape._inline.docPr.set("name", picture.name)
        self._caption("figure", self.count.figure(), picture.caption)

    def _gap(self) -> None:
        """Leave a little room, which also keeps two tables apart."""
        from docx.shared import Pt

        room = self.document.add_paragraph().paragraph_format
        room.line_spacing, room.space_after = Pt(5), Pt(0)

    def _table(self, table: Table) -> None:
        self._caption("table", self.count.table(), table.caption).paragraph_format.keep_with_next = True
        style = TABLE if TABLE in self.document.styles else None
        word_table = self.document.add_table(rows=1 + len(table.rows), cols=len(table.heading), style=style)
        fill(word_table, table, SIDEWAYS if self.lying else WIDTH)
        if table.note:
            self._text(Text(table.note, style="note"))
        self._gap()


def _every(sections: Sequence[Section]) -> Iterator[Section]:
    for section in sections:
        yield section
        yield from _every(section.sections)


def _headings(sections: Sequence[Section], level: int = 1) -> Iterator[tuple[int, str]]:
    """Yield the headings of the contents, in the order of the document, with their level."""
    for section in sections:
        if level <= LEVELS and not any(isinstance(block, Explorer) for block in section.blocks):
            yield level, section.heading
            yield from _headings(section.sections, level + 1)


def fill(word_table: WordTable, table: Table, width: float) -> None:
    """Write the cells, `width` centimetres together; the heading is repeated on every page."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Cm

    word_table.autofit = False
    style_flags: Any = word_table._tbl.tblPr.find(qn("w:tblLook"))
    style_flags.set(qn("w:firstColumn"), "0")
    # The same for programs that read the bits: a first row, and no bands of columns.
    style_flags.set(qn("w:val"), "0420")
    widths = [Cm(one) for one in widths_of(table, width)]
    for column, wide in zip(word_table.columns, widths, strict=True):
        column.width = wide  # Word goes by the cells, others by the columns.
    for line in word_table.rows:
        kept: Any = line._tr.get_or_add_trPr()
        kept.append(OxmlElement("w:cantSplit"))
    first: Any = word_table.rows[0]._tr.get_or_add_trPr()
    first.append(OxmlElement("w:tblHeader"))
    rows = [list(map(text_of, row)) for row in (table.heading, *table.rows)]
    for texts, row in zip(rows, word_table.rows, strict=True):
        for number, (text, cell) in enumerate(zip(texts, row.cells, strict=True)):
            cell.width = widths[number]
            _write(cell, text, number in table.numbers)
    if len(table.rows) <= TOGETHER:
        for row in word_table.rows[:-1]:
            for cell in row.cells:
                cell.paragraphs[0].paragraph_format.keep_with_next = True
    for row, word_row in zip(table.rows, word_table.rows[1:], strict=True):
        for value, cell in zip(row, word_row.cells, strict=True):
            if isinstance(value, Link):
                _lead_to(cell.paragraphs[0], value.url)


def widths_of(table: Table, width: float) -> list[float]:
    """Compute the width of each column in centimetres: its longest word fits, the rest follows its content."""
    rows = [list(map(text_of, row)) for row in table.rows]
    columns = list(zip(map(text_of, table.heading), *rows, strict=True))
    # A space that keeps a date together is part of a word here.
    words = [max(len(word) for text in column for word in re.split("[ \\n]", text)) for column in columns]
    least = [LETTER * min(word, LONG) + MARGINS for word in words]
    lengths = [min(max(map(len, column)), 90) for column in columns]
    left = max(width - sum(least), 0)
    found = [one + left * want / max(sum(lengths), 1) for one, want in zip(least, lengths, strict=True)]
    return [one * width / sum(found) for one in found]


def _write(cell: _Cell, text: str, number: bool) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(0)
    paragraph.add_run(unbroken(text)).font.size = Pt(SMALL)
    if number:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _lead_to(paragraph: Paragraph, url: str) -> None:
    """Let a paragraph lead to an address."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    link: Any = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    for run in paragraph.runs:
        run.font.underline = True
        link.append(run._r)
    paragraph._p.append(link)


def _counted(paragraph: Paragraph, word: str, number: int) -> None:
    """Add a number that Word counts itself, so that it can list figures or tables."""
    _field(paragraph, f"SEQ {word} \\* ARABIC", str(number))


def _same_bytes(document: WordDocument) -> bytes:
    """Return the bytes of the document, with the same date on all files in it."""
    made, dated = BytesIO(), BytesIO()
    document.save(made)
    with ZipFile(made) as before, ZipFile(dated, "w", ZIP_DEFLATED) as after:
        for name in before.namelist():
            after.writestr(ZipInfo(name, (2000, 1, 1, 0, 0, 0)), before.read(name), ZIP_DEFLATED)
    return dated.getvalue()
