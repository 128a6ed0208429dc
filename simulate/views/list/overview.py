"""The overview: models, scenarios with their question, and what else can be listed, on one screen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from simulate.dutch.translating import translate
from simulate.finding.index import runs_over_the_past
from simulate.finding.names import LISTS, Choice, Kind, Named
from simulate.inputs.catalogue import Catalogue
from simulate.registry import failures
from simulate.render.document import Block, Document, Properties, Section, Table, Text
from simulate.views.list import texts
from simulate.views.show.text import QUESTION, label_of
from simulate.vocabulary import Language

MOST = 25
"""Scenarios in the overview; with these it has at most fifty lines."""


def overview(names: Sequence[Named], catalogue: Catalogue, choice: Choice, language: Language) -> Document:
    """Build the overview of `names`, those that were chosen, and say why a model that is offered cannot be used."""
    failed = [Text(translate(str(error), language), style="warning") for error in failures().values()]
    sections = (
        Section("models", texts.MANY["model"].in_(language), (_models(names, language),)),
        Section("scenarios", "", tuple(_scenarios(names, catalogue, language))),
        Section("more", f"{texts.MORE.in_(language)}{_chosen(choice, language)}", (_more(names, language), *failed)),
    )
    return Document(language, "", sections, numbered=False)


def _models(names: Sequence[Named], language: Language) -> Properties:
    return Properties(tuple((one.name, one.label.in_(language)) for one in names if one.kind == "model"))


def ordered(names: Sequence[Named]) -> list[Named]:
    """Sort scenarios: the user's own first, then by model, the shortest name of which is its baseline."""
    return sorted(names, key=lambda one: (not one.own, min(one.models, default=""), one.name))


def fitting(scenarios: Sequence[Named]) -> list[Named]:
    """Choose the scenarios that fit on the screen, in their order: the user's own, then as many of each model."""
    place: dict[str, tuple[bool, int]] = {}
    seen: Counter[tuple[bool, str]] = Counter()
    for one in scenarios:
        group = (not one.own, "" if one.own else min(one.models, default=""))
        place[one.name] = (not one.own, seen[group])
        seen[group] += 1
    chosen = {one.name for one in sorted(scenarios, key=lambda one: place[one.name])[:MOST]}
    return [one for one in scenarios if one.name in chosen]


def _scenarios(names: Sequence[Named], catalogue: Catalogue, language: Language) -> list[Block]:
    every = [one for one in names if one.kind == "scenario"]
    now = [one for one in every if one.own or not runs_over_the_past(catalogue.chains[one.name], catalogue)]
    shown = fitting(ordered(now))
    rows = tuple((one.name, question(one, catalogue, language)) for one in shown)
    heading = (texts.MANY["scenario"].in_(language), QUESTION.in_(language))
    table = Table("", heading, rows, clipped=frozenset({1}))
    left = len(every) - len(shown)
    more = texts.MORE_SCENARIOS.in_(language).format(count=left)
    return [*([table] if rows else []), *([Text(more, style="note")] if left else [])]


def question(one: Named, catalogue: Catalogue, language: Language) -> str:
    """Return the question of a scenario, its label where it has none, and where to look when it is wrong."""
    chain = catalogue.chains[one.name]
    if chain.problems:
        return texts.BROKEN.in_(language).format(file=chain.links[-1].document.file if chain.links else one.name)
    asked = label_of(chain.links[-1].form.question, language)
    said = asked or one.label.in_(language)
    return f"({texts.OWN.in_(language)}) {said}" if one.own else said


def _more(names: Sequence[Named], language: Language) -> Properties:
    counts: dict[Kind, int] = {}
    for one in names:
        counts[one.kind] = counts.get(one.kind, 0) + 1
    rows = [
        (f"simulate list {word}", f"{counts[kind]:>4}  {texts.ABOUT[kind].in_(language)}")
        for word, kind in LISTS.items()
        if kind not in ("model", "scenario") and counts.get(kind)
    ]
    rows.append((texts.NARROW.in_(language), texts.OPTIONS.in_(language)))
    rows.append((texts.SHOW.in_(language), texts.SHOW_ONE.in_(language)))
    return Properties(tuple(rows))


def _chosen(choice: Choice, language: Language) -> str:
    """Return the options of a choice as they are typed, in brackets; empty without any."""
    given = (("--model", choice.model), ("--document", choice.document), ("--year", choice.year))
    options = "".join(f" {option} {value}" for option, value in given if value is not None)
    return f" ({texts.CHOSEN.in_(language).format(options=options)})" if options else ""
