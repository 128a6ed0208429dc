"""The memo at the head of a report: the answer, one figure, one table; without its appendix it stands alone."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest

import simulate
from simulate.errors import CannotAnswer
from simulate.render import docx
from simulate.render.document import Document, Picture, Section, Table, Text
from simulate.reporting.content import report


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("memo")
    names = ("asiel.yaml", "asiel-spreidingswet-ingetrokken.yaml")
    for name in names:
        simulate.run(name, draws=40, out=folder / Path(name).stem)
    return [folder / Path(name).stem for name in names]


@pytest.fixture(scope="module")
def memo(runs: list[Path]) -> Document:
    return report(runs, "nl", author="Een gemeente", appendix=False)


def _section(document: Document, anchor: str) -> Section:
    return next(section for section in document.sections if section.anchor == anchor)


def test_the_memo_alone_has_no_appendix_and_the_whole_has_it_last(runs: list[Path], memo: Document) -> None:
    assert [section.anchor for section in memo.sections] == [
        "asiel-vraag", "asiel-antwoord", "asiel-kern", "asiel-verschil", "asiel-rust",
    ]  # fmt: skip
    whole = report(runs, "nl")
    anchors = [section.anchor for section in whole.sections]
    assert anchors[: len(memo.sections)] == [section.anchor for section in memo.sections]
    assert anchors[len(memo.sections)] == "asiel-bijlage"


def test_the_answer_is_to_what_is_asked(memo: Document) -> None:
    said = [block.text for block in _section(memo, "asiel-antwoord").blocks if isinstance(block, Text)]
    assert any("crisisnoodopvang" in line for line in said)
    assert all(line.startswith(("A. ", "B. ")) for line in said)


def test_there_is_one_figure_of_all_runs_and_a_table_of_all_questions(memo: Document) -> None:
    blocks = _section(memo, "asiel-kern").blocks
    (figure,) = (block for block in blocks if isinstance(block, Picture))
    assert "A. " in figure.alt
    assert "B. " in figure.alt
    asked, targets = (block for block in blocks if isinstance(block, Table))
    assert len(asked.rows) == 3
    assert asked.heading[1:] == ("A", "B")
    assert len(targets.rows) == 3


def test_a_question_of_the_command_line_takes_the_place_of_those_of_the_scenarios(runs: list[Path]) -> None:
    one = report(runs[:1], "en", questions=("noodopvang@2027-07-01<=0",), appendix=False)
    (line,) = [block.text for block in _section(one, "asiel-antwoord").blocks if isinstance(block, Text)]
    assert "reception places, emergency" in line
    assert "The chance of at most 0 places" in line
    with pytest.raises(CannotAnswer, match="did you mean"):
        report(runs[:1], "en", questions=("nodopvang@2027",))


def test_word_has_contents_page_numbers_and_its_author(memo: Document) -> None:
    with zipfile.ZipFile(BytesIO(docx.render(memo))) as made:
        document, footer = made.read("word/document.xml").decode(), made.read("word/footer1.xml").decode()
        about = made.read("docProps/core.xml").decode()
    assert "TOC" in document
    assert "NUMPAGES" in footer
    assert "Een gemeente" in about


def test_a_template_gives_its_styles_and_not_its_text(memo: Document, tmp_path: Path) -> None:
    import docx as python_docx

    word = python_docx.Document

    house = tmp_path / "huisstijl.docx"
    template = word()
    template.add_paragraph("Tekst van het sjabloon")
    template.styles["Normal"].font.name = "Verdana"
    template.save(str(house))
    made = word(BytesIO(docx.render(memo, house)))
    assert made.styles["Normal"].font.name == "Verdana"
    assert "Tekst van het sjabloon" not in "\n".join(paragraph.text for paragraph in made.paragraphs)
    (tmp_path / "geen.docx").write_text("geen Word")
    with pytest.raises(docx.NoTemplate):
        docx.render(memo, tmp_path / "geen.docx")
