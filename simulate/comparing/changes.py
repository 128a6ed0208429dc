"""The inputs that differ between the scenario of a run and that of the base, with the origin of each value."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Literal

from simulate.comparing.change import Action, Change, entries_of, number_text, spread_text
from simulate.comparing.measures import measure_changes
from simulate.engine.composite import Coupling
from simulate.inputs.couplings import coupled_parameters
from simulate.scenario import DatedValue, Origin, Parameter, Scenario, Target

__all__ = ["Change", "changes"]


def changes(base: Scenario, other: Scenario) -> list[Change]:
    """List every difference between two resolved scenarios: run settings, measures, parameters, targets."""
    return [
        *_head(base, other),
        *measure_changes(base.measures, other.measures),
        *_parameters(base, other),
        *_targets(base, other),
    ]


def _head(base: Scenario, other: Scenario) -> Iterator[Change]:
    for field in ("start", "months", "draws", "seed", "uncertainty"):
        old, new = getattr(base, field), getattr(other, field)
        if old != new:
            yield Change("run", "changed", field, field=field, old=_word(old), new=_word(new))


def _word(value: object) -> str:
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else str(value)


def _parameters(base: Scenario, other: Scenario) -> Iterator[Change]:
    """Yield what differs of parameters: of a model by itself and as a part only its own, and what couplings change."""
    start = min(base.start, other.start)
    names = dict.fromkeys([*base.parameters, *other.parameters])
    if base.whole != other.whole:
        yield from _coupled(base, other)
        names = {name: None for name in names if name.startswith(f"{other.model}.")}
    for name in names:
        old, new = base.parameters.get(name), other.parameters.get(name)
        if old is not None and new is not None:
            yield from _values(old, new, start)
        else:
            # Only after a change of the model; then the runs are not paired either.
            yield from _alone(old, new)


def _coupled(base: Scenario, other: Scenario) -> Iterator[Change]:
    """Yield the parameters of a part that a coupling drives or damps, where the other run has none that does."""
    was, becomes = (coupled_parameters(run) for run in (base, other))
    for name in dict.fromkeys([*was, *becomes]):
        old, new = was.get(name), becomes.get(name)
        if old != new:
            label = (other if new else base).parameters[name].label
            yield Change(
                "parameter", "changed", name, label=label, field="coupled", old=old.strength if old else "",
                new=new.strength if new else "", old_origin=_strength(old, base), origin=_strength(new, other),
            )  # fmt: skip


def _strength(coupling: Coupling | None, run: Scenario) -> Origin | None:
    """Return where the strength of a coupling was given."""
    return run.parameters[coupling.strength].values[-1].origin if coupling else None


def _alone(old: Parameter | None, new: Parameter | None) -> Iterator[Change]:
    parameter = new or old
    assert parameter is not None
    last = parameter.values[-1]
    values = {entry: number_text(one) for entry, one in entries_of(last.value, parameter.axis)}
    for entry, value in values.items():
        yield Change(
            "parameter",
            "added" if old is None else "removed",
            parameter.name,
            label=parameter.label,
            field="value",
            entry=entry,
            unit=parameter.unit,
            date=last.date,
            old="" if old is None else value,
            new="" if new is None else value,
            origin=None if new is None else last.origin,
            old_origin=None if old is None else last.origin,
        )


def _values(old: Parameter, new: Parameter, start: date) -> Iterator[Change]:
    """Yield what differs of the limits of a parameter, and the dates on which the values in force differ."""
    for field in ("bounds", "adds_up_to"):
        before, after = getattr(old, field), getattr(new, field)
        if before != after:
            yield Change(
                "parameter", "changed", new.name, label=new.label, field=field, unit=new.unit, date=start,
                old=_limits(before), new=_limits(after), origin=in_force(new, start).origin,
                old_origin=in_force(old, start).origin,
            )  # fmt: skip
    days = {max(value.date, start) for parameter in (old, new) for value in parameter.values}
    for day in sorted(days):
        before, after = in_force(old, day), in_force(new, day)
        for field, texts in _differing(before, after, old.axis):
            for entry, was, becomes in texts:
                yield Change(
                    "parameter",
                    "changed",
                    new.name,
                    label=new.label,
                    field=field,
                    entry=entry,
                    unit=new.unit,
                    date=day,
                    old=was,
                    new=becomes,
                    origin=after.origin,
                    old_origin=before.origin,
                )


def _limits(found: tuple[float, float] | float | None) -> str:
    if found is None:
        return ""
    return " – ".join(map(number_text, found)) if isinstance(found, tuple) else number_text(found)


def in_force(parameter: Parameter, day: date) -> DatedValue:
    """Return the last value dated on or before a day; the first where there is none yet, as in the engine."""
    return next((value for value in reversed(parameter.values) if value.date <= day), parameter.values[0])


Texts3 = list[tuple[str, str, str]]
"""Entry, old and new."""


def _differing(
    old: DatedValue, new: DatedValue, axis: str | None
) -> Iterator[tuple[Literal["value", "uncertainty"], Texts3]]:
    was, becomes = dict(entries_of(old.value, axis)), dict(entries_of(new.value, axis))
    if was != becomes:
        apart = [entry for entry in was if was[entry] != becomes[entry]]
        same = len({(was[entry], becomes[entry]) for entry in was}) == 1
        # One row where every entry goes from the same to the same.
        shown = [("", apart[0])] if same else [(entry, entry) for entry in apart]
        yield (
            "value",
            [(entry_name, number_text(was[entry]), number_text(becomes[entry])) for entry_name, entry in shown],
        )
    if spread_text(old.uncertainty) != spread_text(new.uncertainty):
        yield "uncertainty", [("", spread_text(old.uncertainty), spread_text(new.uncertainty))]


def _targets(base: Scenario, other: Scenario) -> Iterator[Change]:
    if base.whole != other.whole:
        # What a composite aims at is said of its own outcomes; a part has no targets to lose.
        return
    old, new = ({target.name: target for target in scenario.targets} for scenario in (base, other))
    for name in dict.fromkeys([*old, *new]):
        before, after = old.get(name), new.get(name)
        was, becomes = _limit(before), _limit(after)
        if was != becomes:
            action: Action = "changed" if was and becomes else "added" if becomes else "removed"
            target = after or before
            assert target is not None
            yield Change(
                "target", action, name, label=target.label, field="target", old=was, new=becomes,
                origin=after.origin if after else None, old_origin=before.origin if before else None,
            )  # fmt: skip


def _limit(target: Target | None) -> str:
    if target is None:
        return ""
    limit = f"at least {target.at_least:g}" if target.at_least is not None else f"at most {target.at_most:g}"
    when = f"by {target.by}" if target.by is not None else f"in {', '.join(map(str, target.years))}"
    return f"{target.outcome}{f' ({target.entry})' if target.entry else ''}: {limit} {when}"
