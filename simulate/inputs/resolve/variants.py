"""The variants of a scenario: every combination of the choices under `variants:`, each a scenario of its own.

A variant is a scenario that builds on the file and says what was chosen, with the lines of the choices as its own. What
a choice is made of is asked in one place (`_chosen`): another kind of lever is a case there.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

from simulate.errors import InputError, Problem
from simulate.inputs.library import Library
from simulate.inputs.paths import find, roots, shown
from simulate.inputs.problems import on_command_line
from simulate.inputs.resolve.chain import Chain, judged, read_chain
from simulate.inputs.resolve.link import Link
from simulate.inputs.resolve.scenario import assembled, problems_of
from simulate.inputs.schema.forms import ScenarioForm
from simulate.inputs.yaml.document import Document, Mark, Steps
from simulate.scenario import Scenario
from simulate.vocabulary import LANGUAGES, Label

MOST = 1000
"""Variants that one command runs at all."""
LONGEST = 80
"""Characters of a name."""
WITH, WITHOUT, SINCE = Label("met", "with"), Label("zonder", "without"), Label("vanaf {0}", "from {0}")


@dataclass(frozen=True)
class Choice:
    """One choice of a variant: of which parameter or measure, and what, in words and as a piece of a name."""

    name: str
    label: Label
    words: Label
    slug: str


@dataclass(frozen=True)
class Variant:
    """One combination of choices, as a scenario that can be run."""

    scenario: Scenario
    choices: tuple[Choice, ...]


def variants_of(file: str | Path, draws: int | None = None, seed: int | None = None) -> tuple[Scenario, list[Variant]]:
    """Resolve the scenario of a file, and every combination of the choices in it.

    InputError: the file has no variants, or one of them is wrong; all problems of all of them.
    """
    path = find(file)
    found = roots(path)
    library = Library(found)
    chain = read_chain(path, found, library)
    problems = problems_of(chain, library)
    if problems:
        raise InputError(problems)
    given = chain.links[-1].form.variants or {}
    count = 1
    for choices in given.values():
        count *= len(choices)
    if not given or count > MOST:
        said = f"{count:,} variants are too many" if given else "the scenario has no variants"
        expected = f"{MOST:,} at most" if given else "`variants:` with choices of parameters and measures"
        raise InputError([on_command_line(shown(path), said, expected=expected)])
    problems = _unfit(chain.links[-1].document, given)
    if problems:
        raise InputError(problems)
    base = assembled(chain, library, draws=draws, seed=seed)
    made = []
    for combination in product(*(range(len(choices)) for choices in given.values())):
        chosen = dict(zip(given, combination, strict=True))
        try:
            made.append(_variant(chain, library, chosen, draws, seed))
        except InputError as error:
            problems += error.problems
    names = [one.scenario.name for one in made]
    if len(set(names)) < len(names):
        document = chain.links[-1].document
        problems.append(
            document.problem(("variants",), "a choice is given twice", key=True, expected="each choice once")
        )
    if problems:
        raise InputError(problems)
    return base, made


def _unfit(document: Document, given: Mapping[str, Sequence[Any]]) -> list[Problem]:
    """Return the problems of choices of the other kind: a value for a measure, or true and false for a parameter."""
    problems = []
    for name, choices in given.items():
        for place, choice in enumerate(choices):
            at: Steps = ("variants", name, place)
            of_measure = isinstance(choice, bool | date)
            if "." in name and of_measure:
                message, expected = f"'{name}' is a parameter", "a value or a change of it"
                problems.append(document.problem(at, message, expected=expected))
            elif "." not in name and not of_measure:
                message, expected = f"'{name}' is taken or not", "true, false, or the date from which it is taken"
                problems.append(document.problem(at, message, expected=expected))
    return problems


def _variant(chain: Chain, library: Library, chosen: Mapping[str, int], draws: int | None, seed: int | None) -> Variant:
    own = chain.links[-1]
    given = own.document.data["variants"]
    choices = tuple(_choice(name, given[name][place], library) for name, place in chosen.items())
    name = _short("-".join([own.name, *(one.slug for one in choices)]))
    label = own.form.label.to_label()
    nl, en = ("; ".join(f"{c.label.in_(one)}: {c.words.in_(one)}" for c in choices) for one in LANGUAGES)
    data: dict[str, Any] = {"label": {"nl": f"{label.nl} ({nl})", "en": f"{label.en} ({en})"}}
    marks: dict[Steps, Steps] = {}
    left_out = set[str]()
    for key, place in chosen.items():
        _chosen(data, marks, left_out, key, place, given[key][place])
    form = ScenarioForm.model_validate(data)
    if own.form.question is not None:
        form = form.model_copy(update={"question": own.form.question})
    link = Link(name, own.path.with_name(f"{name}.yaml"), _as_if(own.document, data, marks), form, (own,))
    whole = replace(judged(link.line, [], library), without=frozenset(left_out))
    problems = problems_of(whole, library)
    if problems:
        raise InputError(problems)
    return Variant(assembled(whole, library, draws=draws, seed=seed), choices)


def _chosen(
    data: dict[str, Any], marks: dict[Steps, Steps], left_out: set[str], key: str, place: int, value: Any
) -> None:
    """Write a choice as a scenario would, and remember on which line of the file it stands."""
    here: Steps = ("variants", key, place)
    if "." in key:
        data.setdefault("parameters", {})[key] = value
        marks["parameters", key] = here
    elif value is False:
        left_out.add(key)
    else:
        taken = data.setdefault("measures", [])
        at: Steps = ("measures", len(taken))
        taken.append(key if value is True else {key: {"from": str(value)}})
        marks[at] = marks[*at, key] = here


def _as_if(document: Document, data: dict[str, Any], marks: Mapping[Steps, Steps]) -> Document:
    """Return the document of a variant: what was chosen, on the lines of the choices."""

    def moved(places: Mapping[Steps, Mark]) -> dict[Steps, Mark]:
        found: dict[Steps, Mark] = {(): Mark(1, 1)}
        for steps, here in marks.items():
            inside = {
                (*steps, *place[len(here) :]): mark for place, mark in places.items() if place[: len(here)] == here
            }
            found |= {steps: document.mark(here)} | inside
        return found

    values = moved(document.values)
    keys = {**values, **moved(document.keys)}
    return replace(document, data={**data, "extends": ""}, values=values, keys=keys, problems=[])


def _choice(name: str, value: Any, library: Library) -> Choice:
    item = library.parameters(name.partition(".")[0]).items[name] if "." in name else library.measures.items[name]
    label = item.form.label.to_label() if item.form is not None else Label(name, name)
    if value is True or value is False:
        words = WITH if value else WITHOUT
    elif "." in name:
        words = Label(*[_written(value)] * 2)
    else:
        words = Label(SINCE.nl.format(value), SINCE.en.format(value))
    return Choice(name, label, words, f"{name.rpartition('.')[2]}-{_slug(words.nl)}")


def _written(value: Any) -> str:
    """Write a value as it stands in the file, on one line."""
    if isinstance(value, dict):
        return ", ".join(f"{key}: {_written(one)}" for key, one in value.items())
    return f"{value:_}" if isinstance(value, int) else str(value)


def _slug(words: str) -> str:
    signs = (("+", "plus "), ("-", "min ") if re.match(r"-\s*\d", words) else ("", ""), ("%", "procent"), ("_", ""))
    for sign, word in signs:
        words = words.replace(sign, word) if sign else words
    return re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-") or "leeg"


def _short(name: str) -> str:
    if len(name) <= LONGEST:
        return name
    return f"{name[: LONGEST - 13]}-{hashlib.sha256(name.encode()).hexdigest()[:12]}"


def headings(variants: Sequence[Variant]) -> list[Label]:
    """Return what is varied, in order."""
    return [choice.label for choice in variants[0].choices] if variants else []
