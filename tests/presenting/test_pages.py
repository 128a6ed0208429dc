"""The generated pages are those of the present declarations, and nothing that has a name is left out."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest

from simulate.engine.pools import Pool
from simulate.engine.stocks import Flow, Outside, Stock
from simulate.inputs.library import Library
from simulate.inputs.places import packaged, roots
from simulate.models import MODELS, model
from simulate.presenting.pages import pages
from simulate.presenting.processes import FILES, PROCESSES, movers
from simulate.vocabulary import AXES, UNITS

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def written() -> dict[str, str]:
    return pages()


def test_the_committed_pages_are_up_to_date(written: dict[str, str]) -> None:
    stale = [name for name, text in written.items() if (ROOT / "docs" / name).read_text(encoding="utf-8") != text]
    assert stale == [], "run `make docs`"


def test_pages_do_not_depend_on_where_they_are_made(
    written: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert pages() == written
    assert not any(str(ROOT) in text for text in written.values())


def test_every_declared_name_is_in_the_glossary(written: dict[str, str]) -> None:
    library = Library(roots(packaged().path / "scenarios" / "asiel.yaml"))
    names = {*AXES, *UNITS, *(entry for axis in AXES.values() for entry in axis.entries)}
    names |= set(library.measures.items) | {path.stem for path in library.roots.scenarios()}
    for name in MODELS:
        cls = model(name)
        names |= {n for n, declared in cls.declared().items() if not isinstance(declared, Outside)}
        names |= {*cls.outcomes(), *cls.parameters(), *cls.processes, *cls.closings}
        names |= {outcome.process for outcome in cls.outcomes().values() if outcome.process}
        names |= {parameter.split(".")[1] for parameter in cls.parameters()}
    missing = sorted(name for name in names if f"`{name}`" not in written["woordenlijst.md"])
    assert missing == []


@pytest.mark.parametrize("name", MODELS)
def test_every_flow_has_one_process_that_moves_people_along_it(name: str) -> None:
    flows = {n for n, declared in model(name).declared().items() if isinstance(declared, Flow)}
    assert set(movers(model(name))) == flows
    assert set(movers(model(name)).values()) <= set(FILES)


def test_no_process_is_described_that_is_not_there() -> None:
    there = {process for name in MODELS for process in (*model(name).processes, *model(name).closings)}
    assert set(PROCESSES) == there


@pytest.mark.parametrize("name", MODELS)
def test_the_drawing_names_every_stock_flow_and_pool(name: str, written: dict[str, str]) -> None:
    drawing = ElementTree.fromstring(written[f"figures/{name}.svg"])
    words = " ".join(text.text or "" for text in drawing.iter("{http://www.w3.org/2000/svg}text"))
    for declared in model(name).declared().values():
        if isinstance(declared, (Flow, Stock, Pool)):
            assert declared.label.nl in words
