"""No figure stands in a reason or a note without what it leads to: a source, another parameter, arithmetic."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest
import yaml

from simulate.inputs.paths import packaged

PUBLISHERS = {
    "UNHCR": "UNHCR",
    "IND": "IND",
    "COA": "COA",
    "Eurostat": "Eurostat",
    "Statistics Netherlands": "CBS",
    "CBS": "CBS",
    "CPB": "CPB",
    "Vektis": "Vektis",
    "Vernet": "Vernet",
    "NZa": "NZa",
    "ABF": "ABF",
    "EIB": "EIB",
    "BAG": "BAG|CBS",
    "Bouwstenen": "Bouwstenen",
}
"""Who is named in a text, and what is in the publisher or the title of the sources that have its figures."""
COUNT = re.compile(r"(?<![\w.,-])\d{1,3}(?:,\d{3})+(?!\d)|\d[\d.,]* (?:thousand|million|billion|percent)\b")
"""What looks like a count, an amount or a share: 46,840, 4.3 billion, 18 percent."""
FIGURE = re.compile(r"(?<![\w.,-])(?!(?:19|20)\d\d\b)\d[\d.,]*")
"""Any number that is not a year."""
BY_ITSELF = re.compile(r"\b(?:as|was|were) (?:told|reported) in the (?:press|media)\b|\bthe press\b")
OURS = re.compile(r"\bassumption\b|\bguess\b")
FITTED = re.compile(
    r"\bset on the value\b|\bset so that\b|\bchosen (?:so|such) that\b|\ba choice (?:between|above|below|near)\b",
    re.IGNORECASE,
)
"""What says of a figure that it was found from its outcome, so that no arithmetic leads to it."""
WRITTEN = ("reason", "note", "description")


class Said(NamedTuple):
    """A text, where it stands, and what stands with it that a figure may lead to."""

    place: str
    text: str
    grounds: frozenset[str]


def load(path: str) -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load((packaged().path / path).read_text(encoding="utf-8"))
    return data


SOURCES = load("parameters/bronnen.yaml")
FILES = sorted(
    str(path.relative_to(packaged().path))
    for pattern in ("parameters/*/*.yaml", "scenarios/*.yaml", "scenarios/maatregelen/*.yaml")
    for path in packaged().path.glob(pattern)
)
NAMES = {name for path in FILES if path.startswith("parameters") for name in load(path)}
KEYS = re.compile("|".join(rf"\b{re.escape(key)}\b" for key in sorted(SOURCES, key=len, reverse=True)))


def english(text: str | dict[str, str] | None) -> str:
    return (text or {}).get("en", "") if isinstance(text, dict) else text or ""


def grounds(node: object) -> frozenset[str]:
    """List the sources and the parameters that are named anywhere within a part of a file."""
    text = str(node)
    words = re.findall(r"[a-z]\w*_\w+|(?<=\w\.)\w+", text)
    return frozenset(KEYS.findall(text)) | NAMES.intersection(words)


def said(node: object, place: str, near: frozenset[str]) -> Iterator[Said]:
    """Yield the texts of a part of a file.

    A reason leads to what its own value names; a note and the reason of an uncertainty to all that stands with them.
    """
    match node:
        case dict():
            own = grounds([part for key, part in node.items() if key in WRITTEN or not isinstance(part, dict | list)])
            for word in WRITTEN:
                if isinstance(node.get(word), str | dict):
                    inside = grounds(node) if "values" in node or "unit" in node else own
                    yield Said(f"{place}.{word}", english(node[word]), inside | near)
            for key, part in node.items():
                if key == "uncertainty":
                    yield from said(part, f"{place}.{key}", grounds(node) | near)
                elif key not in WRITTEN:
                    yield from said(part, f"{place}.{key}", own | near)
        case list():
            for count, part in enumerate(node):
                yield from said(part, f"{place}.{count}", near)


def texts(path: str) -> list[Said]:
    return [one for name, node in load(path).items() for one in said(node, name, frozenset())]


def sentences(text: str) -> list[str]:
    return re.split(r"(?<=[a-z0-9)])[.;] (?=[A-Z0-9])", text)


def has_its_publisher(name: str, keys: frozenset[str]) -> bool:
    """Tell whether one of the sources is of somebody, by its publisher, its title or what rests on it."""
    return any(
        re.search(
            rf"\b(?:{PUBLISHERS[name]})\b",
            f"{SOURCES[key]['title']} {SOURCES[key].get('publisher')} {SOURCES[key].get('note')}",
        )
        for key in keys
        if key in SOURCES
    )


@pytest.mark.parametrize("path", FILES)
def test_a_count_in_a_reason_leads_somewhere_or_is_said_to_be_ours(path: str) -> None:
    counts = [one for one in texts(path) if not one.grounds and COUNT.search(one.text)]
    assert [(one.place, one.text) for one in counts if not OURS.search(one.text)] == []


@pytest.mark.parametrize("path", FILES)
def test_who_is_named_with_a_figure_has_a_source(path: str) -> None:
    wrong = []
    for one in texts(path):
        for sentence in sentences(one.text):
            named = [name for name in PUBLISHERS if re.search(rf"\b{name}\b", sentence)]
            without = [name for name in named if not has_its_publisher(name, one.grounds)]
            if without and FIGURE.search(KEYS.sub("", sentence)):
                wrong.append((one.place, without, sentence))
    assert wrong == []


@pytest.mark.parametrize("path", FILES)
def test_the_press_is_no_source(path: str) -> None:
    assert [
        (one.place, one.text) for one in texts(path) if BY_ITSELF.search(one.text) and not KEYS.search(one.text)
    ] == []


def derived(node: object, place: str) -> Iterator[Said]:
    """Yield the reasons that stand beside a derivation."""
    match node:
        case dict():
            if "derivation" in node:
                yield Said(place, english(node.get("reason")), frozenset())
            for key, part in node.items():
                yield from derived(part, f"{place}.{key}")
        case list():
            for count, part in enumerate(node):
                yield from derived(part, f"{place}.{count}")


@pytest.mark.parametrize("path", FILES)
def test_what_was_set_on_its_value_is_not_derived(path: str) -> None:
    assert [(one.place, one.text) for one in derived(load(path), path) if FITTED.search(one.text)] == []
