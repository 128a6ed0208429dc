"""Measures that were added, removed or changed, with their timing and effects."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from simulate.comparing.change import Action, Change, number_text, numbers_text, spread_text
from simulate.scenario import Condition, Effect, Measure, Origin

TIMING = ("from", "until", "phase_in", "delay", "probability", "while")


def measure_changes(old: Sequence[Measure], new: Sequence[Measure]) -> Iterator[Change]:
    """Yield every measure that differs: first whether it was added or removed, then its fields."""
    before, after = ({measure.name: measure for measure in measures} for measures in (old, new))
    for name in dict.fromkeys([*before, *after]):
        yield from _one(before.get(name), after.get(name))
    kept = [[m.name for m in measures if m.name in before.keys() & after.keys()] for measures in (old, new)]
    if kept[0] != kept[1]:
        # Effects on one parameter are applied in this order.
        yield Change("run", "changed", "measures", field="order", old=", ".join(kept[0]), new=", ".join(kept[1]))


def _one(old: Measure | None, new: Measure | None) -> Iterator[Change]:
    measure = new or old
    assert measure is not None
    action: Action = "added" if old is None else "removed" if new is None else "changed"
    was, becomes = timing(old), timing(new)
    for field in TIMING:
        if was[field] != becomes[field]:
            yield Change(
                "measure", action, measure.name, label=measure.label, field=field, old=was[field], new=becomes[field],
                origin=_taken(new), old_origin=_taken(old),
            )  # fmt: skip
    yield from _effects(measure, old, new)


def _taken(measure: Measure | None) -> Origin | None:
    """Return the line of the scenario that includes the measure, with the source of the measure itself."""
    if measure is None or measure.taken is None:
        return None if measure is None else measure.origin
    return measure.taken.model_copy(update={"source": measure.origin.source})


def timing(measure: Measure | None) -> dict[str, str]:
    """Format when a measure acts and with what chance, as texts by field; empty where nothing is given."""
    if measure is None:
        return dict.fromkeys(TIMING, "")
    return {
        "from": measure.start.isoformat(),
        "until": measure.until.isoformat() if measure.until else "",
        "phase_in": f"{measure.phase_in}" if measure.phase_in else "",
        "delay": spread_text(measure.delay) if measure.delay else "",
        "probability": number_text(measure.probability) if measure.probability != 1 else "",
        "while": ", ".join(condition_text(condition) for condition in measure.conditions),
    }


def condition_text(condition: Condition) -> str:
    """Format a condition as `nareis_open > 30000`."""
    outcome = f"{condition.model}: {condition.outcome}" if condition.model else condition.outcome
    if condition.falling is not None:
        return f"{outcome} < {condition.falling} months before"
    sign, limit = (">", condition.above) if condition.above is not None else ("<", condition.below)
    return f"{outcome} {sign} {limit:g}"


def _effects(measure: Measure, old: Measure | None, new: Measure | None) -> Iterator[Change]:
    before, after = (_by_number(one.effects if one else ()) for one in (old, new))
    for key in dict.fromkeys([*before, *after]):
        was, becomes = before.get(key), after.get(key)
        texts = effect_text(was), effect_text(becomes)
        if texts[0] != texts[1]:
            action: Action = "added" if was is None else "removed" if becomes is None else "changed"
            yield Change(
                "effect", action, measure.name, label=measure.label, field=key[0], old=texts[0], new=texts[1],
                origin=becomes.origin if becomes else None, old_origin=was.origin if was else None,
            )  # fmt: skip


def _by_number(effects: Sequence[Effect]) -> dict[tuple[str, int], Effect]:
    """Index effects by parameter and by their number among the effects on that parameter."""
    found: dict[tuple[str, int], Effect] = {}
    for effect in effects:
        number = sum(parameter == effect.parameter for parameter, _ in found)
        found[effect.parameter, number] = effect
    return found


def effect_text(effect: Effect | None) -> str:
    """Format an effect as `multiply 0.9 (uniform: min 0.7, max 1)`."""
    if effect is None:
        return ""
    uncertain = f" ({spread_text(effect.uncertainty)})" if effect.uncertainty else ""
    return f"{effect.operation} {numbers_text(effect.value)}{uncertain}"
