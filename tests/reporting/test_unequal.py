"""A report of runs of unequal draws is about the draws that they have in common, and says so first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
import toy

from simulate.comparing.comparison import CompareOptions, compare
from simulate.render.document import Section, Table, Text
from simulate.reporting import figures
from simulate.reporting.content import report
from simulate.results.opening import open_results
from simulate.results.summary import read_summary, summary_of
from simulate.running.runner import run
from simulate.views.export.labels import ExportLabels
from simulate.views.publish import SummaryAndFigures
from tests.packages import INSTALLED


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The same scenario twice, in 100 and in 250 draws."""
    folder = tmp_path_factory.mktemp("unequal")
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(INSTALLED)
        for name, draws in (("few", 100), ("many", 250)):
            scenario = toy.scenario(name=name, draws=draws)
            run(scenario, folder / name, workers=1, publish=SummaryAndFigures("toy"))
    return [folder / "few", folder / "many"]


def _flat(sections: Iterable[Section]) -> Iterator[Section]:
    for section in sections:
        yield section
        yield from _flat(section.sections)


@pytest.mark.usefixtures("toy_models")
def test_the_numbers_of_the_same_scenario_are_the_same(folders: list[Path]) -> None:
    document = report(folders, "en")
    sections = {section.anchor: section for section in _flat(document.sections)}
    one, other = (block for block in sections["toy-getallen"].blocks if isinstance(block, Table))
    assert one.rows == other.rows
    assert "· 100 draws ·" in document.source
    first = sections["toy-antwoord"].blocks[0]
    assert isinstance(first, Text)
    assert "few 100, many 250" in first.text
    assert "all below is about the first 100" in first.text


@pytest.mark.usefixtures("toy_models")
def test_no_difference_is_told_between_them(folders: list[Path]) -> None:
    (section,) = (s for s in _flat(report(folders, "nl").sections) if s.anchor.endswith("-anders"))
    table = [block for block in section.blocks if isinstance(block, Table)][-1]
    # Draws in which nobody waits have no wait.
    assert all(str(row[3]).startswith("geen verschil zichtbaar bij ") for row in table.rows)


@pytest.mark.usefixtures("toy_models")
def test_a_figure_of_more_draws_is_drawn_again(folders: list[Path]) -> None:
    few, many = compare(folders, CompareOptions()).runs
    name = few.record.outcomes[0]
    assert figures._drawn(few, name, "en") is not None
    assert figures._drawn(many, name, "en") is None


@pytest.mark.usefixtures("toy_models")
def test_a_summary_of_all_draws_is_that_of_the_run(folders: list[Path]) -> None:
    assert summary_of(open_results(folders[0]), ExportLabels("en")).rows == read_summary(folders[0]).rows
