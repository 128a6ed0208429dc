"""The generated pages are those of the present declarations, and nothing that has a name is left out."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest

from simulate.engine.model import Model
from simulate.engine.pools import Pool
from simulate.engine.stocks import Flow, Outside, Stock
from simulate.inputs.library import Library
from simulate.inputs.places import packaged, roots
from simulate.presenting.diagram import WORDS, chain_svg
from simulate.presenting.mermaid import chain_page
from simulate.presenting.pages import pages
from simulate.presenting.policy_words import POLICY_WORDS
from simulate.presenting.processes import FILES, PROCESSES, movers
from simulate.presenting.reference import Reference
from simulate.registry import model, own_names
from simulate.vocabulary import AXES, UNITS, Label

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def written() -> dict[str, str]:
    return pages()


def files(cls: type[Model]) -> set[str]:
    """The files of outcomes and parameters."""
    outcomes = {outcome.process for outcome in cls.outcomes().values() if outcome.process}
    return outcomes | {parameter.split(".")[1] for parameter in cls.parameters()}


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
    library = Library(roots(packaged().path / "scenarios"))
    names = {*AXES, *UNITS, *(entry for axis in AXES.values() for entry in axis.entries)}
    names |= set(library.measures.items) | {path.stem for path in library.roots.scenarios()}
    for name in own_names():
        cls = model(name)
        names |= {n for n, declared in cls.declared().items() if not isinstance(declared, Outside)}
        names |= {*cls.outcomes(), *cls.parameters(), *cls.processes, *cls.closings, *files(cls)}
    missing = sorted(name for name in names if f"`{name}`" not in written["woordenlijst.md"])
    assert missing == []


@pytest.mark.parametrize("name", own_names())
def test_every_flow_has_one_process_that_moves_people_along_it(name: str) -> None:
    flows = {n for n, declared in model(name).declared().items() if isinstance(declared, Flow)}
    assert set(movers(model(name))) == flows
    assert set(movers(model(name)).values()) <= set(FILES)


@pytest.mark.parametrize("name", own_names())
def test_every_file_and_process_is_described_and_nothing_else(name: str) -> None:
    cls = model(name)
    assert set(PROCESSES[name]) == {*cls.processes, *cls.closings}
    assert files(cls) <= set(FILES)


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
    values = [value for parameter in reference.scenario.parameters.values() for value in parameter.values]
    assert {(value.origin.source or "").partition(":")[0] for value in values} - {""} <= listed


def test_no_word_of_policy_is_explained_twice() -> None:
    words = [dutch.casefold() for dutch, _, _ in POLICY_WORDS]
    assert words == sorted(set(words))
    assert all(meaning.endswith(".") and english for _, english, meaning in POLICY_WORDS)


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


@pytest.mark.parametrize("name", own_names())
def test_the_drawing_names_every_stock_flow_and_pool(name: str, written: dict[str, str]) -> None:
    drawing = ElementTree.fromstring(written[f"figures/{name}.svg"])
    words = " ".join(text.text or "" for text in drawing.iter("{http://www.w3.org/2000/svg}text"))
    for declared in model(name).declared().values():
        if isinstance(declared, (Flow, Stock, Pool)):
            assert declared.label.nl in words
