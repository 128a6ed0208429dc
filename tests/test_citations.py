"""Every citation of a programme document has words behind it, and they are the words of exactly those lines."""

from __future__ import annotations

import csv
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from simulate.finding.citations import EMPTY, citations, digest, folder, mentions, quotes
from simulate.inputs.catalogue import Catalogue
from simulate.inputs.paths import packaged, roots
from simulate.inputs.schema.forms import EffectForm, Form, TargetForm, ValueForm
from simulate.registry import own_names

DOCUMENTS = {path.stem: path for path in folder().glob("*.sha")}
BRIEF = {"brief_vng_2024.csv": "vng-2024"}
"""Tables whose column `line` is that of one document."""
TEXTS = "SIMULATE_PROGRAMMES"
"""Environment variable: a folder with the documents themselves, as `vng-2024.txt`, where somebody has them."""


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return Catalogue(roots(packaged().path / "scenarios"))


def forms(catalogue: Catalogue) -> Iterator[tuple[str, Form]]:
    """Yield every form that may cite a document, with its name."""
    for model in own_names():
        for name, item in catalogue.library.parameters(model).items.items():
            assert item.form is not None
            yield name, item.form
    for name, measure in catalogue.library.measures.items.items():
        assert measure.form is not None
        yield name, measure.form
    for name, chain in catalogue.chains.items():
        yield name, chain.links[-1].form


@pytest.fixture(scope="module")
def cited(catalogue: Catalogue) -> dict[str, list[str]]:
    """List what cites each range of lines: parameters, measures, scenarios, series and official forecasts."""
    found: dict[str, list[str]] = {}
    for name, form in forms(catalogue):
        for one in citations(form, DOCUMENTS):
            found.setdefault(one, []).append(name)
    for register in ("series", "vintages"):
        data = yaml.safe_load((packaged().path / f"data/{register}.yaml").read_text(encoding="utf-8"))
        for name, entry in data.items():
            for one in mentions(entry.get("note", ""), None, DOCUMENTS):
                found.setdefault(one, []).append(name)
    for one, name, _ in rows():
        found.setdefault(one, []).append(name)
    return found


def rows() -> Iterator[tuple[str, str, list[float]]]:
    """Yield what the tables in data/ cite, as `vng-2024:234` or `vng-2024, lines 1-2`, its row and its numbers."""
    for path in sorted((packaged().path / "data").glob("*/*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for count, row in enumerate(csv.DictReader(file), 2):
                own = [f"{BRIEF[path.name]}:{row['line']}"] if path.name in BRIEF else []
                cells = [str(row[column]) for column in ("value", "middle") if row.get(column)]
                for one in (*own, *mentions(" ; ".join(map(str, row.values())), None, DOCUMENTS)):
                    yield one, f"{path.name}:{count}", [float(cell) for cell in cells]


def index(document: str) -> list[str]:
    return DOCUMENTS[document].read_text(encoding="utf-8").split()


def test_every_citation_has_its_words_and_no_words_are_left_over(cited: dict[str, list[str]]) -> None:
    assert {one: names for one, names in cited.items() if one not in quotes()} == {}, "add its words to citaten.yaml"
    assert sorted(set(quotes()) - set(cited)) == [], "nothing cites these lines any more"


@pytest.mark.parametrize("document", sorted(DOCUMENTS))
def test_the_words_are_those_of_their_lines(document: str) -> None:
    hashes, wrong = index(document), []
    for reference, quoted in quotes().items():
        key, _, lines = reference.partition(":")
        first, _, last = lines.partition("-")
        for line, words in quoted.items() if key == document else ():
            if not int(first) <= line <= int(last or first) or hashes[line - 1] != digest(words):
                wrong.append((reference, line, words))
    assert wrong == []


def test_a_wrong_line_or_a_wrong_word_is_noticed() -> None:
    hashes = index("vng-2024")
    words = quotes()["vng-2024:204"][204]
    assert hashes[203] == digest(words) == digest(f"  {words} ")
    assert digest(words) not in (hashes[202], hashes[204])
    assert digest(words.replace("2.393", "2.394")) not in hashes


@pytest.mark.parametrize("document", sorted(DOCUMENTS))
def test_an_index_is_as_long_as_its_document(document: str, catalogue: Catalogue) -> None:
    form = catalogue.library.sources.items[document].form
    assert form is not None
    assert form.lines is not None
    assert form.lines <= len(index(document)) <= form.lines + 1
    assert all(re.fullmatch(rf"[0-9a-f]{{16}}|{EMPTY}", word) for word in index(document))


@pytest.mark.parametrize("document", sorted(DOCUMENTS))
def test_an_index_is_that_of_the_document(document: str) -> None:
    path = Path(os.environ.get(TEXTS, "")) / f"{document}.txt"
    if not os.environ.get(TEXTS) or not path.is_file():
        pytest.skip(f"the document is not at hand: set {TEXTS} to a folder with {document}.txt")
    lines = path.read_text(encoding="utf-8").split("\n")
    assert [digest(line) for line in lines][: len(index(document))] == index(document)


# --- announced measures


def announced() -> Iterator[tuple[str, str, list[str]]]:
    """Yield every measure that the documents announce: its document, its name, and its ranges of lines."""
    for document, domains in yaml.safe_load((folder() / "maatregelen.yaml").read_text(encoding="utf-8")).items():
        for entries in domains.values():
            for name, entry in entries.items():
                yield document, name, entry["lines"]


def test_every_announced_measure_has_words_in_its_own_lines() -> None:
    words = yaml.safe_load((folder() / "aankondigingen.yaml").read_text(encoding="utf-8"))
    wrong = []
    for document, name, ranges in announced():
        hashes, quoted = index(document), words[document].pop(name, {})
        inside = {line for lines in ranges for line in _lines(lines)}
        if not quoted or any(line not in inside or hashes[line - 1] != digest(text) for line, text in quoted.items()):
            wrong.append((document, name, quoted))
    assert wrong == []
    assert {document: left for document, left in words.items() if left} == {}, "nothing is announced by these names"


def test_the_lines_of_an_announced_measure_begin_and_end_with_words() -> None:
    empty = [
        (document, name, lines)
        for document, name, ranges in announced()
        for lines in ranges
        if EMPTY in {index(document)[line - 1] for line in (_lines(lines)[0], _lines(lines)[-1])}
    ]
    assert empty == []


def _lines(lines: str) -> range:
    first, _, last = lines.partition("-")
    return range(int(first), int(last or first) + 1)


# --- numbers

IN_WORDS = {
    "d66-cda-2025:791": {36: "driejarige"},
    "d66-cda-2025:1167": {385: "het huidige eigen risico"},
    "regeerprogramma-2024:1254-1258": {24: "twee jaar"},
    "vng-2024:1615-1616": {12: "een jaar"},
    "vng-2024:3900-3902": {12: "365 dagen"},
    "d66-cda-2025:124": {55: "tien jaar"},
    "d66-cda-2025:815-817": {1: "een maand"},
    "bouwstenen-2025:1135-1136": {6: "per half jaar"},
    "regeerprogramma-2024:4938-4941": {0.4: "halveren naar zo’n 20%"},
    "regeerprogramma-2024:2218-2221": {0.5: "de helft"},
    "bouwstenen-2025:992-993": {36_250: "19 tot 20 miljoen", 77_917: "19 tot 20 miljoen"},
    "vng-2024:74": {0.04: "4,0%"},
    "vng-2024:270-277": {0.1: "tien procent"},
}
"""Figures that a text gives in other words than those of a number, by citation."""


def written(value: float) -> list[str]:
    """List how a Dutch text writes a number: 96.000, 4,3 (miljard), 20 (%), 1,25."""
    numbers = [value, value / 1e6, value / 1e9, value * 100]
    texts = [f"{number:,.10g}".replace(",", "_").replace(".", ",").replace("_", ".") for number in numbers]
    return [*texts, f"{value:g}"]


def holds(words: str, value: float) -> bool:
    return any(re.search(rf"(?<![\d.,]){re.escape(text)}(?!\d|[.,]\d)", words) for text in written(value))


def figures(data: object) -> Iterator[tuple[str, float]]:
    """Yield every number that is given on the authority of lines: what is an assumption or a switch is not."""
    match data:
        case ValueForm() | EffectForm():
            amount = data.value if isinstance(data, ValueForm) else data.set
            if (
                data.source
                and ":" in data.source
                and isinstance(amount, float)
                and data.role not in ("assumption", "estimated")
            ):
                yield data.source, amount
        case TargetForm():
            for limit in (data.at_least, data.at_most):
                if limit is not None and data.source and ":" in data.source:
                    yield data.source, limit
        case Form():
            for _, part in data:
                yield from figures(part)
        case dict():
            for part in data.values():
                yield from figures(part)
        case list():
            for part in data:
                yield from figures(part)


def test_the_number_of_a_figure_is_in_its_words(catalogue: Catalogue) -> None:
    """Noughts and ones say that something holds or not; the words then are what holds."""
    wrong, seen = [], 0
    for name, form in forms(catalogue):
        assumed = getattr(form, "role", None) in ("assumption", "estimated", "switch")
        for reference, amount in [] if assumed else figures(form):
            words = " ".join(quotes()[reference].values())
            said = IN_WORDS.get(reference, {}).get(amount)
            seen += 1
            if amount not in (0, 1) and not holds(words, amount) and (said is None or said not in words):
                wrong.append((name, reference, amount, words))
    assert wrong == []
    assert seen > 20


def test_the_numbers_of_a_table_are_in_the_words_of_their_lines() -> None:
    """A table may have its numbers in millions or percent, and minus signs apart."""
    wrong, seen = [], 0
    for reference, row, amounts in rows():
        words = " ".join(quotes()[reference].values())
        for amount in amounts:
            seen += 1
            decimals = [f"{amount:.{digits}f}".replace(".", ",") for digits in (1, 2)]
            said = any(re.search(rf"(?<![\d.,]){text}(?!\d)", words) for text in decimals)
            if not said and not holds(words, amount) and not holds(words, amount * 1e6):
                wrong.append((row, reference, amount, words))
    assert wrong == []
    assert seen > 150


def test_citations_in_a_text_are_found() -> None:
    text = "As told (vng-2024, lines 1-2, 5 and 7-9); also line 3; the line 169,000 falls. See d66-cda-2025:12."
    found = ["vng-2024:1-2", "vng-2024:5", "vng-2024:7-9", "bouwstenen-2025:3", "d66-cda-2025:12"]
    assert list(mentions(text, "bouwstenen-2025", DOCUMENTS)) == found
    assert folder().is_dir()


# --- dates

WITHOUT_YEAR = {
    "regeerprogramma-2024:1203-1205": "maximaal twee jaar",
    "bouwstenen-2025:997": "deze kabinetsperiode",
    "vng-2024:3563": "na 2025",
    "vng-2024:3707-3708": "2025 (en jaren daana)",
    "regeerprogramma-2024:4878-4880": "maximum van 50 euro",
}
"""Lines that hold a date in other words; the last one goes on from a line before it, which has 2027."""


def test_every_date_of_every_measure_has_lines_or_a_rule(catalogue: Catalogue) -> None:
    missing = []
    for name, item in catalogue.measures.items():
        form = item.form
        assert form is not None
        given = form.dates.given() if form.dates is not None else {}
        dated = {"from": form.start, "until": form.until, "phase_in": form.phase_in}
        missing += [(name, date) for date, value in dated.items() if bool(value) != (date in given)]
    assert missing == []


def test_the_lines_of_a_date_hold_its_year(catalogue: Catalogue) -> None:
    """An end on 1 January is the end of the year before, which is the year that a text names."""
    wrong, seen = [], 0
    for name, item in catalogue.measures.items():
        form = item.form
        assert form is not None
        for date, grounds in form.dates.given().items() if form.dates else ():
            words = " ".join(quotes().get(grounds, {}).values())
            if not words or date == "phase_in":
                continue
            day = form.start if date == "from" else form.until
            assert day is not None
            years = {str(day.year), str(day.year - 1)} if date == "until" else {str(day.year)}
            seen += 1
            if not any(year in words for year in years) and WITHOUT_YEAR.get(grounds, "–") not in words:
                wrong.append((name, date, grounds, words))
    assert wrong == []
    assert seen >= 15


def test_no_rule_for_dates_is_left_over(catalogue: Catalogue) -> None:
    followed = {
        grounds
        for item in catalogue.measures.values()
        for grounds in (item.form.dates.given().values() if item.form and item.form.dates else ())
    }
    assert sorted(set(catalogue.library.rules_for_dates.items) - followed) == []
