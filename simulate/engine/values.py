"""The values in force: parameters by date, changed by the measures that act.

Measures are not processes of their own that overwrite state. The value of a parameter on a day is its path, followed by
the effects of the measures in the order of the scenario, each as far as it acts: not yet, partly (phase-in), fully, or
no longer; per draw. So the order in which measures take effect cannot matter, and a value can always be explained.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np

from simulate.engine.arrays import Array
from simulate.engine.clock import Clock, Proceeding, months_between
from simulate.engine.draws import Draws, EffectDraws, MeasureDraws
from simulate.errors import Impossible
from simulate.scenario import Condition

Holds = Callable[[Condition], Array]
"""Where a condition holds, per draw, as 0 or 1."""


class Group:
    """The parameters of one file, as attributes: `p.nareis.inwilligingskans`."""

    def __getattr__(self, name: str) -> Array:
        raise AttributeError(f"no parameter is called '{name}' here; there are {', '.join(sorted(vars(self)))}")


@dataclass(frozen=True)
class Driven:
    """A value that takes the place of the path of a parameter, as far as its strength goes."""

    value: Array
    strength: Array

    def over(self, own: Array) -> Array:
        """Put the value over that of the path; the same array where the strength is 0 in every draw."""
        if not self.strength.any():
            return own
        between = own + self.strength * (self.value - own)
        return np.where(self.strength == 1, self.value, np.where(self.strength == 0, own, between))


class Values:
    """The parameters in force today. `values.nareis.reistijd` is an array (draws,), (entries, draws) or exact."""

    def __init__(self, draws: Draws, clock: Clock, holds: Holds) -> None:
        self._paths, self._measures, self._clock, self._holds = draws.paths, draws.measures, clock, holds
        self._first = draws.first
        self._effects: dict[str, list[tuple[MeasureDraws, EffectDraws]]] = {name: [] for name in draws.paths}
        self._driven: dict[str, Driven] = {}
        self._damped: dict[str, Array] = {}
        for measure in draws.measures:
            for effect in measure.effects:
                self._effects[effect.parameter].append((measure, effect))
        for name in draws.paths:
            group = name.split(".")[1]
            if group not in vars(self):
                setattr(self, group, Group())
        # Measures that act already do so from the first moment, before any process has begun.
        self._strength = {m.name: self._acting(m, clock.today) for m in self._measures}
        for name in self._paths:
            self._set(name)

    def __getattr__(self, name: str) -> Group:
        raise AttributeError(f"no parameter file is called '{name}'")

    def now(self, name: str) -> Array:
        """Return the value in force of `model.file.parameter`."""
        _, group, parameter = name.split(".")
        value: Array = getattr(getattr(self, group), parameter)
        return value

    def announced(self, name: str, day: date) -> Array:
        """Compute the value of `model.file.parameter` on `day`, if conditions on the state stay as they are now."""
        return self._on(name, day, {m.name: self._acting(m, day) for m, _ in self._effects[name]})

    def own(self, name: str) -> Array:
        """Return what the path of `model.file.parameter` says today, without measures and whoever drives it."""
        return self._paths[name].at(self._clock.today)

    def driven(self, name: str) -> bool:
        """Tell whether somebody drives `model.file.parameter`."""
        return name in self._driven

    def drive(self, name: str, value: Array, strength: Array) -> None:
        """Put `value` in the place of the path of a parameter, as far as `strength` (0-1) says, until driven anew.

        Measures act on what comes of it. Where the strength is 0 the path is used as it is, to the last bit. Both are
        numbers or have an entry per draw. ValueError for a value that is not a number or of another shape.
        """
        own = self.own(name)
        if not np.isfinite(value).all():
            raise ValueError(f"{name} is driven by what is not a number")
        if own.ndim == 2 and value.ndim == 2 and value.shape[0] != own.shape[0]:
            raise ValueError(f"{name} has {own.shape[0]} entries and is driven by {value.shape[0]}")
        self._driven[name] = Driven(value, strength)
        self._set(name)

    def damp(self, name: str, factor: Array) -> None:
        """Multiply what a parameter comes to, after its measures, by `factor` until it is damped anew.

        A factor that is 1 in every draw leaves it as it is, to the last bit.
        """
        self._damped[name] = factor
        if (factor == 1).all():
            del self._damped[name]
        self._set(name)

    def asked(self, name: str) -> Array:
        """Return the value in force today as its measures leave it, before it is damped."""
        return self._measured(name, self._clock.today, self._strength)

    def proceed(self) -> Proceeding:
        """Keep the values in force up to date: on every date on which something may change."""
        for day in self._days():
            yield self._clock.until(day)
            self._update()

    def _days(self) -> Iterator[date]:
        """List the dates on which a value may change.

        Those of paths and measures, and months for what moves by months.
        """
        clock = self._clock
        end = clock.starts[-1]
        days = {d for path in self._paths.values() for d in path.dates}
        days |= {d for m in self._measures for d in (m.start, m.until) if d}
        moving = any(m.phase_in or m.conditions or m.delay is not None for m in self._measures)
        days |= set(clock.starts) if moving else set()
        # What comes whole months late comes on the same day of a later month.
        for d in {d for m in self._measures if m.delay is not None or m.phase_in for d in (m.start, m.until) if d}:
            days |= {s.replace(day=d.day) for s in clock.starts if d.day <= monthrange(s.year, s.month)[1]}
        return iter(sorted(d for d in days if clock.start < d < end))

    def _update(self) -> None:
        today = self._clock.today
        changed = {name for name, path in self._paths.items() if today in path.dates}
        for measure in self._measures:
            strength = self._acting(measure, today)
            if not np.array_equal(strength, self._strength[measure.name]):
                self._strength[measure.name] = strength
                changed |= {effect.parameter for effect in measure.effects}
        for name in changed:
            self._set(name)

    def _acting(self, measure: MeasureDraws, today: date) -> Array:
        """Compute the strength of a measure: how far it acts today, from 0 to 1, a number or one per draw."""
        late = measure.delay if measure.delay is not None else np.zeros((), np.int64)
        since = months_between(measure.start, today) - late
        strength = (since >= 0).astype(float)
        if measure.phase_in:
            strength = np.clip((since + 1) / measure.phase_in, 0, 1)
        if measure.until is not None:
            # A measure that comes late also ends late: a law for two years lasts two years.
            strength = np.where(months_between(measure.until, today) - late >= 0, 0.0, strength)
        if measure.comes is not None:
            strength = strength * measure.comes
        for condition in measure.conditions:
            strength = strength * self._holds(condition)
        return np.asarray(strength, np.float64)

    def _set(self, name: str) -> None:
        _, group, parameter = name.split(".")
        setattr(getattr(self, group), parameter, self._on(name, self._clock.today, self._strength))

    def _on(self, name: str, day: date, strengths: dict[str, Array]) -> Array:
        """Compute a value on a day: as its measures leave it, damped where somebody damps it."""
        value = self._measured(name, day, strengths)
        if name not in self._damped:
            return value
        return np.clip(value * self._damped[name], self._paths[name].low, self._paths[name].high)

    def _measured(self, name: str, day: date, strengths: dict[str, Array]) -> Array:
        """Compute a value on a day: its path, followed by the effects of the measures, each as far as it acts."""
        path = self._paths[name]
        value = path.at(day)
        if name in self._driven:
            value = np.clip(self._driven[name].over(value), path.low, path.high)
        acting = [(measure, effect) for measure, effect in self._effects[name] if strengths[measure.name].any()]
        for measure, effect in acting:
            strength = strengths[measure.name]
            after = _apply(effect, value)
            value = np.where(strength == 1, after, value + strength * (after - value))
            value = np.clip(value, path.low, path.high)
        wrong = path.wrong(value) if acting else None
        if wrong is not None:
            what, draw = wrong
            by = ", ".join(measure.name for measure, _ in acting)
            raise Impossible(f"on {day} {by} would make {name} {what} (draw {self._first + draw})")
        return value


def _apply(effect: EffectDraws, value: Array) -> Array:
    if effect.operation == "set":
        return np.asarray(effect.value + np.zeros_like(value))
    return np.asarray(value + effect.value if effect.operation == "add" else value * effect.value)
