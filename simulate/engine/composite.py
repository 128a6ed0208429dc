"""Several models in one environment, and what one of them tells another: a coupling drives a parameter of a part.

Models know nothing of each other. A coupling is a process of the composite: once a month, after the books are closed
and before any measure acts, it reads what is recorded of one part and puts a value in the place of a parameter of
another, as far as its strength says. So all couplings of a day see the same closed month, and the order of the parts
does not matter.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, ClassVar, Literal

import simpy

from simulate.engine.arrays import Array
from simulate.engine.clock import COUPLINGS, Proceeding
from simulate.engine.draws import Draws
from simulate.engine.model import Model
from simulate.engine.recorder import Series
from simulate.engine.values import Values
from simulate.scenario import Condition, model_of
from simulate.vocabulary import Label

Grounds = Literal["arithmetic", "evidence", "assumption"]
"""What a coupling rests on: both sides count one thing; its size was counted; neither."""
Passes = Literal["level", "change"]
"""What a coupling puts in the place of a parameter: a value of its own, or a change of the value that is there."""


@dataclass(frozen=True)
class Coupling:
    """What one part tells another, as a process of the composite."""

    name: str
    label: Label
    parts: tuple[str, ...]
    """The models it is between: where one of them does not run, it does not either."""
    drives: tuple[str, ...]
    """The parameters of parts that it drives, each by its full name. Nothing else may change them meanwhile."""
    damps: tuple[str, ...]
    """The parameters of parts of which it takes off a share, after measures have acted on them."""
    reads: tuple[str, ...]
    """The parameters of the composite that it reads beside its strength, each by its full name."""
    strength: str
    """The parameter of the composite, from 0 to 1, that says how far: `model.file.parameter`."""
    replaces: tuple[str, ...]
    """The measures that stand for it where it does not count: what they do to what it changes is left out."""
    teller: str
    """The part of which it tells what was closed; empty: of the composite, or of all parts."""
    grounds: Grounds
    passes: Passes
    proceed: Callable[[Any], Proceeding]

    def strength_in(self, whole: Composite) -> Array:
        """Return how far it counts today, a number or one per draw, and note a month in which it counts wholly."""
        strength = whole.p.now(self.strength)
        if (strength == 1).all():
            whole.wholly[self.name].add(whole.clock.month)
        return strength


def coupling(
    nl: str,
    en: str,
    *,
    parts: Sequence[str],
    strength: str,
    drives: Sequence[str] = (),
    damps: Sequence[str] = (),
    reads: Sequence[str] = (),
    replaces: Sequence[str] = (),
    teller: str = "",
    grounds: Grounds = "assumption",
    passes: Passes = "level",
) -> Callable[[Callable[[Any], Proceeding]], Coupling]:
    """Declare a generator function, of the composite that it is a process of, a coupling."""
    return lambda proceed: Coupling(
        proceed.__name__,
        Label(nl, en),
        tuple(parts),
        tuple(drives),
        tuple(damps),
        tuple(reads),
        strength,
        tuple(replaces),
        teller,
        grounds,
        passes,
        proceed,
    )


class Composite(Model):
    """Models that run together. A subclass lists its `couplings` and may have stocks and outcomes of its own."""

    parts: ClassVar[tuple[str, ...]] = ()
    """The models that run together where nobody chooses others, in their daily order."""
    couplings: ClassVar[tuple[Coupling, ...]] = ()

    def __init__(self, draws: Draws, parts: Mapping[str, type[Model]], more: Sequence[Coupling] = ()) -> None:
        """Make the composite with its parts, by name, in one environment; `more` are couplings of somebody else."""
        self.there: dict[str, Model] = {}
        super().__init__(draws.of(self.name))
        self.there |= {name: kind(draws.of(name), self.clock) for name, kind in parts.items()}
        for part in self.there.values():
            part.judge = self
        self.coupled = tuple(one for one in (*self.couplings, *more) if set(one.parts) <= self.there.keys())
        self.wholly: dict[str, set[int]] = {one.name: set() for one in self.coupled}
        """The months, by coupling, in which it counted for 1 in every draw: there both sides have the same books."""

    def part(self, name: str) -> Any:
        """Return a part that runs. KeyError when it does not: a coupling names the parts that it is between."""
        return self.there[name]

    def drive(self, name: str, value: Array, strength: Array) -> None:
        """Drive a parameter of a part, or of the composite itself; see `Values.drive`."""
        self.values_of(name).drive(name, value, strength)

    def damp(self, name: str, factor: Array) -> None:
        """Damp a parameter of a part, or of the composite itself; see `Values.damp`."""
        self.values_of(name).damp(name, factor)

    def holds(self, condition: Condition) -> Array:
        """Evaluate a condition in the part that it names, or in the composite itself."""
        part = self.there.get(condition.model or "")
        return super().holds(condition) if part is None else part.holds(condition)

    def values_of(self, parameter: str) -> Values:
        """Return the values that a parameter is among: of a part, or of the composite itself."""
        model = model_of(parameter)
        return self.p if model == self.name else self.there[model].p

    def run(self) -> dict[str, Series]:
        """Run all months and return the series of the composite itself."""
        return self.run_all()[self.name]

    def run_all(self) -> dict[str, dict[str, Series]]:
        """Run all months and return the series of every part, and of the composite, by name."""
        # The composite closes its books last: it may record what its parts have closed.
        everybody = [*self.there.values(), self]
        for one in everybody:
            one.open()
        books = [one.begin_books(place) for place, one in enumerate(everybody)]
        for place, coupled in enumerate(self.coupled):
            self.clock.begin(coupled.proceed(self), COUPLINGS + place)
        for place, one in enumerate(everybody):
            one.begin_processes(place)
        self.clock.run(until=simpy.AllOf(self.clock, books))
        for one in everybody:
            one.check_outcomes()
        return {one.name: one.recorder.series for one in everybody}

    def audit(self) -> None:
        """Check the books of every part, of the composite, and between them. AssertionError names what is wrong."""
        for part in self.there.values():
            part.audit()
        super().audit()

    @classmethod
    @cache
    def parameters(cls) -> dict[str, tuple[str, ...]]:
        """Return the parameters that the code reads, those of the strengths of couplings among them."""
        found = dict(super().parameters())
        for one in cls.couplings:
            for name in (one.strength, *one.reads):
                found[name] = (*found.get(name, ()), one.name)
        return dict(sorted(found.items()))
