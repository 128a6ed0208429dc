"""The memo at the head of a report: the answer, one figure, one table; without its appendix it stands alone."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import molen
import pytest

import simulate
from simulate.errors import CannotAnswer
from simulate.render import docx
from simulate.render.document import Document, Items, Picture, Section, Table, Text
from simulate.reporting.content import report
from simulate.results.asked import Wanted
from simulate.scenario import Expectation


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


def test_what_is_named_is_asked_for_drawn_and_tabulated(runs: list[Path]) -> None:
    document = report(runs, "nl", wanted=Wanted(entries=("noodopvang",), years=(2028, 2030)), appendix=False)
    said = [block for block in _section(document, "asiel-antwoord").blocks if isinstance(block, Text)]
    for year in (2028, 2030):
        assert sum(f"In {year}: opvangplekken, noodopvang" in block.text for block in said) == 2
    shown = _section(document, "asiel-kern").blocks
    assert any(isinstance(block, Picture) and block.alt.startswith("Opvangplekken, noodopvang") for block in shown)
    with pytest.raises(CannotAnswer, match="2099 is not a whole year of all these runs: choose --year 2026 up to"):
        report(runs, "nl", wanted=Wanted(years=(2099,)))


@pytest.mark.usefixtures("toy_models")
def test_what_would_surprise_is_said_after_the_answer(tmp_path: Path) -> None:
    expects = (Expectation(outcome="som", goes="lower", source="vng-2024:12"),)
    stone = molen.measure("steen", (molen.STEEN, "add", 1.0), expects=expects)
    late = molen.measure("laat", (molen.STEEN, "add", 1.0), start=date(2030, 1, 1))
    folders = molen.make(tmp_path, molen.scenario(draws=60), molen.scenario("met", stone, late, draws=60))
    for language, parts in (
        ("nl", ("B. Door ‘De steen’ zou dit lager worden", "B. ‘De laat’ doet hier niets")),
        ("en", ("B. By ‘The steen’ this would become lower", "B. ‘The laat’ does nothing here")),
    ):
        document = report(folders, language, appendix=False)  # type: ignore[arg-type]
        anchors = [section.anchor for section in document.sections]
        assert anchors[:3] == ["molen-vraag", "molen-antwoord", "molen-opvallend"]
        (items,) = _section(document, "molen-opvallend").blocks
        assert isinstance(items, Items)
        for part, item in zip(parts, items.items, strict=True):
            assert item.text.startswith(part)


def _section(document: Document, anchor: str) -> Section:
    return next(section for section in document.sections if section.anchor == anchor)


def test_the_memo_alone_has_no_appendix_and_the_whole_has_it_last(runs: list[Path], memo: Document) -> None:
    assert [section.anchor for section in memo.sections] == [
        "asiel-vraag", "asiel-antwoord", "asiel-opvallend", "asiel-kern", "asiel-verschil", "asiel-rust",
    ]  # fmt: skip
    whole = report(runs, "nl")
    anchors = [section.anchor for section in whole.sections]
    assert anchors[: len(memo.sections)] == [section.anchor for section in memo.sections]
    assert anchors[len(memo.sections)] == "asiel-bijlage"


def test_every_run_says_what_it_rests_on(memo: Document, runs: list[Path]) -> None:
    said = [
        block for block in _section(memo, "asiel-rust").blocks if isinstance(block, Text) and "rust op" in block.text
    ]
    assert [block.lead for block in said] == ["A.", "B."]
    assert "Effecten van maatregelen" not in said[0].text
    assert "Effecten van maatregelen: 2" in said[1].text
    alike = report([runs[0], runs[0]], "nl", appendix=False)
    (one,) = (
        block for block in _section(alike, "asiel-rust").blocks if isinstance(block, Text) and "rust op" in block.text
    )
    assert one.lead == ""


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
    behind = Section("bijlage", "Bijlage", sections=(Section("meer", "Wat eruit kwam"),), fresh=True)
    with zipfile.ZipFile(BytesIO(docx.render(replace(memo, sections=(*memo.sections, behind))))) as made:
        document, footer = made.read("word/document.xml").decode(), made.read("word/footer1.xml").decode()
        about = made.read("docProps/core.xml").decode()
    for heading in ("De vraag", "Bijlage", "Wat eruit kwam"):
        lines = [
            part for part in document.split("<w:hyperlink w:anchor=") if f">{heading}<" in part and "PAGEREF" in part
        ]
        bookmark = lines[0].split('"')[1]
        assert f"PAGEREF {bookmark} " in lines[0]
        _, _, after = document.partition(f'w:name="{bookmark}"/>')
        assert f">{heading}<" in after.partition("w:bookmarkEnd")[0]
    assert "w:pageBreakBefore" in document
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
