"""The generated pages are those of the present declarations, and nothing that has a name is left out."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest

from docs.build.chain_page import chain_page
from docs.build.diagram import WORDS, chain_svg
from docs.build.glossary import glossary_page
from docs.build.policy_words import policy_words
from docs.build.reference import Reference
from docs.build.reference_pages import model_pages
from simulate.engine.model import Model
from simulate.engine.pools import Pool
from simulate.engine.processes import Activity
from simulate.engine.stocks import Flow, Outside, Stock
from simulate.inputs.library import Library
from simulate.inputs.model_info import process_labels
from simulate.inputs.paths import Root, packaged, roots
from simulate.registry import model, own_names
from simulate.views.card import card
from simulate.vocabulary import AXES, UNITS, Label

ROOT = Path(__file__).parents[2]


def made_in(folder: Path) -> dict[str, str]:
    """The pages as `make docs` makes them: in a process of its own, which no other test has changed."""
    program = "import json, sys; from docs.build.reference_pages import pages; json.dump(pages(), sys.stdout)"
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        check=True,
        capture_output=True,
        text=True,
    )
    made: dict[str, str] = json.loads(done.stdout)
    return made


@pytest.fixture(scope="module")
def written() -> dict[str, str]:
    return made_in(ROOT)


def test_the_committed_pages_are_up_to_date(written: dict[str, str]) -> None:
    stale = [name for name, text in written.items() if (ROOT / "docs" / name).read_text(encoding="utf-8") != text]
    assert stale == [], "run `make docs`"


@pytest.mark.long
def test_pages_do_not_depend_on_where_they_are_made(written: dict[str, str], tmp_path: Path) -> None:
    assert made_in(tmp_path) == written
    assert not any(str(ROOT) in text for text in written.values())


def test_every_declared_name_is_in_the_glossary(written: dict[str, str]) -> None:
    library = Library(roots(packaged().path / "scenarios"))
    names = {*AXES, *UNITS, *(entry for axis in AXES.values() for entry in axis.entries)}
    names |= set(library.measures.items) | {path.stem for path in library.roots.scenarios()}
    for name in own_names():
        cls = model(name)
        names |= {n for n, declared in cls.declared().items() if not isinstance(declared, Outside)}
        names |= {*cls.outcomes(), *cls.parameters(), *process_labels(cls), *Reference(name).files}
    missing = sorted(name for name in names if f"`{name}`" not in written["woordenlijst.md"])
    assert missing == []


@pytest.mark.parametrize("name", own_names())
def test_every_file_and_process_is_described_and_nothing_else(name: str) -> None:
    cls = model(name)
    written = {n: a for base in cls.__mro__ for n, a in vars(base).items() if isinstance(a, Activity)}
    assert sorted(written) == sorted(activity.name for activity in (*cls.processes, *cls.closings))
    assert list(process_labels(cls).values()) == [a.label for a in (*cls.processes, *cls.closings)]
    assert all(label.nl and label.en for label in process_labels(cls).values())
    assert Reference(name).files <= set(card(name).files)


@pytest.mark.parametrize("name", own_names())
def test_every_model_has_the_same_pages_and_no_page_is_of_another(name: str, written: dict[str, str]) -> None:
    mine = {f"{name}-{page}.md" for page in ("keten", "uitkomsten", "parameters", "maatregelen")} | {
        f"figures/{name}.svg"
    }
    assert mine <= set(written)
    others = [f"`{other}." for other in own_names() if other != name]
    found = [(page, other) for page in sorted(mine) for other in others if other in written[page]]
    assert found == []


@pytest.mark.parametrize("name", own_names())
def test_a_parameter_page_lists_every_source_it_names_and_no_other(name: str, written: dict[str, str]) -> None:
    reference = Reference(name)
    known = reference.catalogue.library.sources.items
    listed = {key for key in known if f"| `{key}` |" in written[f"{name}-parameters.md"]}
    assert listed == set(reference.sources)
    values = [value for parameter in reference.parameters.values() for value in parameter.values]
    assert {(value.origin.source or "").partition(":")[0] for value in values} - {""} <= listed


def test_no_word_of_policy_is_explained_twice() -> None:
    words = [dutch.casefold() for dutch, _, _ in policy_words()]
    assert words == sorted(set(words))
    assert all(meaning.endswith(".") and english for _, english, meaning in policy_words())


class Huizen(Model):
    """A chain of homes, without queues, junctions or pools."""

    name, title = "huizen", Label("Huizen", "Homes")
    buiten = Outside()
    vergund = Stock("Vergund", "Permitted", unit="woningen")
    gebouwd = Stock("Gebouwd", "Built", unit="woningen")
    vergunning = Flow(buiten, vergund, "Vergunningen", "Permits")
    oplevering = Flow(vergund, gebouwd, "Opleveringen", "Completions")

    def bouwen(self) -> None:
        """Move everything one step."""
        self.vergunning(np.ones(self.size))
        self.oplevering(self.vergund.n)


def test_a_page_says_what_its_own_model_counts_and_has() -> None:
    text, drawing = chain_page(Huizen, "figures/huizen.svg"), chain_svg(Huizen)
    assert "Homes are in a stock and move only along these flows (2 of them, between 2 stocks" in text
    assert not any(word in text for word in ("Pools", "A queue", "In a delay", "A junction", "Dotted"))
    assert ">voorraad<" in drawing
    assert ">van of naar buiten<" in drawing
    assert not any(f">{WORDS[word].nl}<" in drawing for word in ("queue", "delay", "junction", "pool"))


class Spaarpot(Model):
    """A model without stocks, flows and processes."""

    name, title = "spaarpot", Label("Spaarpot", "Piggy bank")


NEWCOMER = """\
label: {nl: Nieuw, en: New}
question: {nl: Wat gebeurt er?, en: What happens?}
start: 2025-01-01
years: 1
draws: 10
seed: 1
"""


@pytest.fixture
def newcomer(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Reference:
    """A model of which nothing has been written but its class and its scenario."""
    cls: type[Model] = request.param
    info = tmp_path / "newcomer-0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: newcomer\nVersion: 0\n", encoding="utf-8")
    offer = f"[simulate.models]\n{cls.name} = {__name__}:{cls.__name__}\n"
    (info / "entry_points.txt").write_text(offer, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr("docs.build.reference.packaged", lambda: Root(tmp_path))
    (tmp_path / "parameters").mkdir()
    (tmp_path / "scenarios").mkdir()
    (tmp_path / "scenarios" / f"{cls.name}.yaml").write_text(f"model: {cls.name}\n{NEWCOMER}", encoding="utf-8")
    return Reference(cls.name)


@pytest.mark.parametrize("newcomer", [Huizen, Spaarpot], indirect=True)
def test_a_new_model_has_its_pages_without_a_change_of_a_generator(newcomer: Reference) -> None:
    written = model_pages(newcomer)
    name = newcomer.name
    assert set(written) == {f"{name}-{page}.md" for page in ("keten", "uitkomsten", "parameters", "maatregelen")} | {
        f"figures/{name}.svg"
    }
    assert newcomer.model.title.nl in written[f"figures/{name}.svg"]
    glossary = glossary_page([newcomer])
    assert all(f"`{outcome}`" in glossary for outcome in newcomer.model.outcomes())


@pytest.mark.parametrize("name", own_names())
def test_the_drawing_names_every_stock_flow_and_pool(name: str, written: dict[str, str]) -> None:
    drawing = ElementTree.fromstring(written[f"figures/{name}.svg"])
    words = " ".join(text.text or "" for text in drawing.iter("{http://www.w3.org/2000/svg}text"))
    for declared in model(name).declared().values():
        if isinstance(declared, (Flow, Stock, Pool)):
            assert declared.label.nl in words
