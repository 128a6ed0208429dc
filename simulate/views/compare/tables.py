"""The tables of a comparison apart from its outcomes: inputs, targets and regret."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby

import numpy as np

from simulate.comparing.change import Change
from simulate.comparing.comparison import Comparison
from simulate.comparing.outcomes import ComparedOutcome
from simulate.comparing.targets import TargetChances
from simulate.render.chart import day
from simulate.render.document import Cell, Table
from simulate.render.localise import localise
from simulate.render.numbers import Scale, in_two_digits, percent, scale
from simulate.render.values import PERCENT, ROLES, amount, does, limit, with_typed
from simulate.scenario import Origin, Parameter, Scenario
from simulate.views.cited import cited_cell
from simulate.views.compare import text
from simulate.vocabulary import AXES, CHANCE, UNITS, Label, Language

MANY = 30
"""Changes above which the effects of measures are counted, not listed, where room is short."""
ONE_EFFECT, MORE_EFFECTS = Label("1 effect", "1 effect"), Label("{} effecten", "{} effects")


INPUTS = (
    Label("wat", "what"),
    Label("naam", "name"),
    Label("omschrijving", "label"),
    Label("vanaf", "from"),
    Label("oud", "old"),
    Label("nieuw", "new"),
    Label("soort cijfer", "kind of figure"),
    Label("bron", "source"),
    Label("plaats", "place"),
)


def inputs(changes: Sequence[Change], language: Language, *, short: bool = False) -> Table:
    """Tabulate the inputs that differ between two scenarios; `short` counts effects of measures, not lists them."""
    rows: list[tuple[Cell, ...]] = []
    fold = short and len(changes) > MANY
    for (kind, _), group in groupby(changes, lambda change: (_shelf(change), change.name)):
        together = list(group)
        timing = [change for change in together if change.kind == "measure"]
        effects = [change for change in together if change.kind == "effect"]
        if kind != "measure":
            rows += [_row(change, language) for change in together]
            continue
        if timing:
            rows.append(_measure(timing, effects if fold else [], language))
        rows += [] if fold and timing else [_row(change, language) for change in effects]
    return Table("", tuple(label.in_(language) for label in INPUTS), tuple(rows), wide=True)


BRIEF = (INPUTS[2], INPUTS[3], INPUTS[4], INPUTS[5], INPUTS[7])
"""What it is called, since when, from what to what, and where that is written."""


def brief(changes: Sequence[Change], base: Scenario, other: Scenario, language: Language) -> list[tuple[Cell, ...]]:
    """List the inputs that differ, as briefly as a memo has room for: without names and uncertainty."""
    rows: list[tuple[Cell, ...]] = []
    for (kind, _), group in groupby(changes, lambda change: (change.kind, change.name)):
        together = [change for change in group if change.field != "uncertainty"]
        if kind == "measure":
            rows.append(_taken(together, language))
        elif kind == "effect":
            rows += [_effect_in_brief(change, base, other, language) for change in together]
        elif kind != "run":
            rows += [(*_row(change, language)[2:6], _cited(change, language)) for change in together]
    return rows


def _taken(timing: Sequence[Change], language: Language) -> tuple[Cell, ...]:
    """Word a measure that comes or goes, or comes on another day."""
    first = timing[0]
    start = next((change for change in timing if change.field == "from"), None)
    label, action = text.in_(first.label, language), text.ACTIONS[first.action].in_(language)
    if start is None:
        return label, "", "", action, _cited(first, language)
    old = start.old if first.action == "changed" else ""
    return label, _day(start.new or start.old, language), _day(old, language), action, _cited(first, language)


def _day(text: str, language: Language) -> str:
    """Write the canonical text of a date in words, which stay on one line."""
    return day(date.fromisoformat(text), language).replace(" ", "\u00a0") if text else ""


def _cited(change: Change, language: Language) -> Cell:
    """Lead to where it is written, where that has an address; else say so in words."""
    origin = change.shown_origin
    if origin is None or not origin.source:
        return "" if origin is None else ROLES[origin.role].in_(language)
    return cited_cell(origin.source, language)


def _effect_in_brief(change: Change, base: Scenario, other: Scenario, language: Language) -> tuple[Cell, ...]:
    """Word an effect of a measure by the parameter that it changes, without how uncertain it is."""
    parameter = other.parameters.get(change.field) or base.parameters.get(change.field)
    if parameter is None:
        return f"– {change.field}", "", localise(change.old, language), localise(change.new, language), ""
    old, new = (
        _does(scenario, change, parameter, language) if value else ""
        for scenario, value in ((base, change.old), (other, change.new))
    )
    return f"– {parameter.label.in_(language)}", "", old, new, ""


def _does(scenario: Scenario, change: Change, parameter: Parameter, language: Language) -> str:
    effects = (one for measure in scenario.measures if measure.name == change.name for one in measure.effects)
    return "; ".join(does(one, parameter, language) for one in effects if one.parameter == change.field)


def _shelf(change: Change) -> str:
    return "measure" if change.kind == "effect" else change.kind


KINDS = {
    "run": Label("run", "run"),
    "measure": Label("maatregel", "measure"),
    "effect": Label("effect", "effect"),
    "parameter": Label("parameter", "parameter"),
    "target": Label("doel", "target"),
}


def _what(change: Change, language: Language) -> str:
    return f"{KINDS[change.kind].in_(language)} {text.ACTIONS[change.action].in_(language)}"


def _row(change: Change, language: Language) -> tuple[str, ...]:
    name = change.name
    # What a measure does is called by the parameter that it does it to.
    label = change.field if change.kind == "effect" else text.in_(change.label, language) + _entry(change, language)
    field = "" if change.field in ("value", "target") else text.FIELDS.get(change.field, Label("", "")).in_(language)
    label = field[0].upper() + field[1:] if change.kind == "run" and field else label
    old, new = localise(change.old, language), localise(change.new, language)
    if change.field == "value" and change.unit in PERCENT:
        old, new = (_percent(given, language) for given in (change.old, change.new))
    elif change.field == "value" and change.unit in UNITS and new:
        new = f"{new} {UNITS[change.unit].label.in_(language)}"
    if change.field == "value":
        old, new = with_typed(old, change.old_origin), with_typed(new, change.origin)
    return (
        f"{_what(change, language)}{f', {field}' if field and change.kind != 'effect' else ''}",
        name,
        label,
        change.date.isoformat() if change.date else "",
        old,
        new,
        *_origin(change.shown_origin, language),
    )


def _percent(given: str, language: Language) -> str:
    """Word the canonical text of a share in percent."""
    return amount(float(given), None, language, CHANCE) if given else ""


def _entry(change: Change, language: Language) -> str:
    if not change.entry:
        return ""
    named = {entry: label for axis in AXES.values() for entry, label in zip(axis.entries, axis.labels, strict=True)}
    label = named.get(change.entry)
    return f", {label.in_(language) if label else change.entry}"


def _measure(timing: Sequence[Change], effects: Sequence[Change], language: Language) -> tuple[str, ...]:
    first = timing[0]
    starts = [change for change in timing if change.field == "from"]
    rest = [change for change in timing if change.field != "from"]
    counted = ONE_EFFECT.in_(language) if len(effects) == 1 else MORE_EFFECTS.in_(language).format(len(effects))
    old, new = (
        [f"{text.FIELDS[change.field].in_(language)} {localise(value, language)}" for change, value in values if value]
        for values in ([(change, change.old) for change in rest], [(change, change.new) for change in rest])
    )
    if effects:
        (old if first.action == "removed" else new).append(counted)
    start = " → ".join(day for change in starts for day in (change.old, change.new) if day)
    return (
        _what(first, language),
        first.name,
        text.in_(first.label, language),
        start,
        ", ".join(old),
        ", ".join(new),
        *_origin(first.shown_origin, language),
    )


def _origin(origin: Origin | None, language: Language) -> tuple[str, str, str]:
    if origin is None:
        return "", "", ""
    return ROLES[origin.role].in_(language), origin.source or "", f"{origin.file}:{origin.line}"


def targets(comparison: Comparison, language: Language) -> Table:
    """Tabulate the chance of every target in each run and, for paired runs, the draws won and lost."""
    heading = [Label("doel", "target").in_(language), Label("grens", "limit").in_(language)]
    for run, compared in enumerate(comparison.runs):
        heading.append(compared.name)
        if run in comparison.paired:
            heading += [Label("erbij", "gained").in_(language), Label("eraf", "lost").in_(language)]
    heading.append(Label("bron", "source").in_(language))
    units = {str(name): outcome.attrs["units"] for name, outcome in comparison.base.outcomes.items()}
    rows = [
        (
            text.in_(chances.named.target.label, language),
            limit(chances.named.target, units[chances.named.target.outcome], language),
            *_chances(chances, comparison.paired, language),
            chances.named.target.origin.source or ROLES["assumption"].in_(language),
        )
        for chances in comparison.chances
    ]
    return Table(text.TARGETS.in_(language), tuple(heading), tuple(rows), note=text.TARGETS_READ.in_(language))


def _chances(chances: TargetChances, paired: Sequence[int], language: Language) -> Iterable[str]:
    for run, met in enumerate(chances.met):
        yield percent(met, language)
        if run in paired:
            yield percent(chances.gained[run], language)
            yield percent(chances.lost[run], language)


def regrets(comparison: Comparison, language: Language) -> Table:
    """Tabulate the regret of each run in one year, for outcomes with a preferred direction."""
    paired = [0, *comparison.paired]
    heading = [Label("uitkomst", "outcome"), Label("jaar", "year"), Label("eenheid", "unit")]
    rows = []
    for outcome in comparison.ranked if len(paired) > 1 else ():
        for position, entry in enumerate(outcome.entries):
            way = outcome.better[position]
            if way is None or (all(outcome.better) and position not in outcome.main):
                continue
            year = regret_year(comparison, outcome, entry)
            worse = outcome.regret[paired, :, outcome.years.index(year), position]
            largest = float(np.nanmax(worse, initial=0))
            scaled = scale(outcome.units, outcome.kind, largest, language)
            named = f"{text.named(outcome, entry, language)} ({text.BETTER[way].in_(language)})"
            cells = (text.EXCEEDED.in_(language).format(*(_regret(one, scaled) for one in pair)) for pair in worse)
            rows.append((named, str(year), scaled.unit, *cells))
    names = [comparison.runs[run].name for run in paired]
    heads = (*(label.in_(language) for label in heading), *names)
    return Table(text.REGRET.in_(language), heads, tuple(rows), note=text.REGRET_READ.in_(language))


def _regret(size: float, scaled: Scale) -> str:
    """Write a regret in two digits: it is made of differences between the best of few and the rest."""
    return in_two_digits(size / scaled.divisor, scaled.language, scaled.decimals)


def regret_year(comparison: Comparison, outcome: ComparedOutcome, entry: str) -> int:
    """Return the year of the target of this entry, or else the last."""
    target_years = [
        chances.named.target.by or chances.named.target.years[-1]
        for chances in comparison.chances
        if chances.named.target.outcome == outcome.name and chances.named.hits(entry)
    ]
    return next((year for year in target_years if year in outcome.years), outcome.years[-1])
