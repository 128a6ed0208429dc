"""A scenario as a run uses it: resolved, pure data, without YAML. It is what `scenario.yaml` in a result folder holds.

Everything here is frozen, can be pickled to a worker, and survives a round trip through YAML unchanged, so that a
result folder can be recomputed from its own files.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict

from simulate.vocabulary import UNITS, Label, Wording

Role = Literal["policy", "observed", "forecast", "estimated", "claimed", "assumption", "switch"]
Operation = Literal["set", "add", "multiply"]
Direction = Literal["lower", "higher"]
Status = Literal["adopted", "bill", "announced", "withdrawn"]
Numbers = float | tuple[float, ...]
"""One number, or one for every entry of the parameter's axis."""
ROUNDING = 1e-3
"""How far entries may be from what they come to together, as a share of that: what rounding to three digits does."""


def model_of(parameter: str) -> str:
    """Return the model of a parameter by its name, `model.file.parameter`."""
    return parameter.partition(".")[0]


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Origin(Frozen):
    """Where a value was given: in which layer, file and line, on what source or for which reason."""

    layer: str
    file: str
    line: int
    role: Role
    source: str | None = None
    """Key of the source register, for programme documents with the lines: `vng-2024:1490-1491`."""
    reason: Wording | None = None
    typed: str | None = None
    """What was typed, where that was a change of what the value would otherwise be: `+20 %`."""


class Distribution(Frozen):
    """An uncertain quantity. `at` has the fields of `dist`: p10 and p90, min and max, or min, mode and max."""

    dist: Literal["normal", "lognormal", "logitnormal", "uniform", "triangular"]
    at: dict[str, Numbers]
    yearly: float | None = None
    """Standard deviation of what is added on every 1 January after the first year, as the distribution is normal: to
    the value, its logarithm or its log odds. None: a draw in which the value is high is high throughout."""
    persistence: float | None = None
    """How much of what was added is left a year later. None: all of it, a random walk."""
    calibrated: dict[str, float] | None = None
    """Where calibration changed how wide it is: the factors, `spread` and `yearly`, that are in the numbers above."""
    source: str | None = None
    reason: Wording | None = None

    @property
    def fields(self) -> dict[str, Numbers]:
        """All its numbers, by the name that they have in the YAML."""
        moving = {"yearly": self.yearly, "persistence": self.persistence}
        return self.at | {name: value for name, value in moving.items() if value is not None}


class DatedValue(Frozen):
    """The value in force from `date` until the next dated value. Without `uncertainty` it is exact."""

    date: date
    value: Numbers
    origin: Origin
    uncertainty: Distribution | None = None


class Parameter(Frozen):
    """One figure of the world: its dated values in order. `name` is `model.file.parameter`."""

    name: str
    label: Label
    unit: str
    axis: str | None = None
    values: tuple[DatedValue, ...]
    bounds: tuple[float, float] | None = None
    """Between which it can be computed with, both included, where that is not what holds for its unit."""
    adds_up_to: float | None = None
    """What its entries come to together, where they are shares of a whole or factors around a mean."""
    at_start: bool = False
    """Whether a run reads it on its first day only."""
    switch: str | None = None
    """The parameter that has to be on for it to count; None: it always does."""

    @property
    def limits(self) -> tuple[float, float]:
        """Return the lowest and the highest value that it may have."""
        return self.bounds or UNITS[self.unit].bounds


class Condition(Frozen):
    """Holds per draw, judged on the last closed month of an outcome (summed over its axes, if it has any).

    Exactly one of `above`, `below` and `falling` is given; `falling: 12` holds where the outcome is lower than
    twelve months earlier.
    """

    model: str | None = None
    """Whose outcome it is, where that is not the model that the measure acts on."""
    outcome: str
    above: float | None = None
    below: float | None = None
    falling: int | None = None


class Effect(Frozen):
    """What a measure does to one parameter while it acts."""

    parameter: str
    operation: Operation
    value: Numbers
    origin: Origin
    uncertainty: Distribution | None = None


class DateGrounds(Frozen):
    """Where a date of a measure comes from: a source whose lines hold it, or a rule of ours for dates."""

    source: str | None = None
    rule: Label | None = None


class Expectation(Frozen):
    """Which way an outcome goes by a measure, as a document says; no outcome depends on it."""

    model: str = ""
    """Whose outcome it is, where a measure acts on several models; empty: of the model that runs."""
    outcome: str
    entry: str | None = None
    """As of a target."""
    goes: Direction
    source: str
    """Key of the source register, for programme documents with the lines."""
    note: Label | None = None
    """A sentence on how the document says it."""


class LegalStatus(Frozen):
    status: Status
    date: date


class Measure(Frozen):
    """A dated change of parameters: from `start` (plus a delay per draw) until `until`, while `conditions` hold."""

    name: str
    label: Label
    legal_status: LegalStatus
    origin: Origin
    """Where the measure is described."""
    taken: Origin | None = None
    """The line of the scenario that takes it, perhaps with a timing of its own."""
    start: date
    until: date | None = None
    phase_in: int = 0
    """Months over which the effect grows linearly to its full size."""
    dates: dict[str, DateGrounds] = {}
    """The grounds of `from`, `until` and `phase_in`, where they are the measure's own and it says them."""
    delay: Distribution | None = None
    """Months that the measure comes late, per draw (rounded to whole months)."""
    probability: float = 1.0
    """Chance that the measure comes at all, per draw."""
    conditions: tuple[Condition, ...] = ()
    effects: tuple[Effect, ...]
    elsewhere: tuple[str, ...] = ()
    """Parameters of models that do not run, on which it acts as well; what it does to them is left out."""
    expects: tuple[Expectation, ...] = ()


class Target(Frozen):
    """A goal for the calendar years of one outcome: `at_least` or `at_most` so much, `by` a year or in each of `years`.

    `by` is reached in any whole calendar year of the run up to and with that one.
    """

    name: str
    label: Label
    outcome: str
    entry: str | None = None
    """An entry of the axis of the outcome, entries of several axes as in summary.csv; None for its total."""
    at_least: float | None = None
    at_most: float | None = None
    by: int | None = None
    years: tuple[int, ...] = ()
    origin: Origin


class Ask(Frozen):
    """A question of a scenario: a part of an outcome, in a calendar year or on a day, and perhaps a limit to it.

    Of a day: what is counted at the end of the month that ends nearest to it; of a flow or total that of its month.
    """

    outcome: str
    entry: str | None = None
    """As of a target."""
    year: int | None = None
    on: date | None = None
    at_least: float | None = None
    at_most: float | None = None
    text: Label | None = None
    """The question in words."""


class Scenario(Frozen):
    """Everything that decides the outcomes of a run, and the number of draws asked for."""

    name: str
    label: Label
    question: Label | None = None
    model: str
    whole: str | None = None
    """The composite that is run where the model is a part of it; None: the model by itself, or the composite."""
    parts: tuple[str, ...] = ()
    """The models that the composite runs together, in their daily order."""
    start: date
    """First day of a month: the run begins here."""
    as_of: date | None = None
    """Of the values in the files only those are here that were published by then; None: all."""
    months: int
    draws: int
    seed: int
    uncertainty: bool = True
    """False: every parameter has its central value in every draw; the chance in the processes remains."""
    parameters: dict[str, Parameter]
    measures: tuple[Measure, ...] = ()
    targets: tuple[Target, ...] = ()
    """What outcomes are held against afterwards; no outcome depends on them."""
    asks: tuple[Ask, ...] = ()
    """What is asked; no outcome depends on it."""
    against: tuple[str, ...] = ()
    """The series that a backtest holds it against; nothing: every series of the model."""
    given: tuple[str, ...] = ()
    """Parameters of which a scenario as of a day knows nevertheless what they came to be."""
    files: dict[str, str] = {}
    """sha256 of every input file, by its path relative to the folder it was found in."""

    def of(self, part: str) -> Scenario:
        """Return the scenario of one part of a composite: the same run, seen from that model.

        What is asked and aimed at is said of the composite's own outcomes.
        """
        return self.model_copy(update={"model": part, "whole": self.model, "targets": (), "asks": ()})

    def references(self) -> Iterator[str]:
        """Yield the sources of all values, of measures with their dates and effects, and of targets, with lines."""
        origins = [value.origin for parameter in self.parameters.values() for value in parameter.values]
        for measure in self.measures:
            origins += [measure.origin, *(effect.origin for effect in measure.effects)]
            yield from (grounds.source for grounds in measure.dates.values() if grounds.source)
        origins += [target.origin for target in self.targets]
        yield from (origin.source for origin in origins if origin.source)

    def sources(self) -> list[str]:
        """List the keys of its sources in the register, in alphabetical order."""
        return sorted({reference.partition(":")[0] for reference in self.references()})
