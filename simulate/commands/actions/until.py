"""The precision goal of `simulate run --until`, and whether a run reached it."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from simulate import registry
from simulate.errors import InputError
from simulate.inputs.model_info import part_hint
from simulate.inputs.problems import did_you_mean, listed, on_command_line
from simulate.inputs.written import Miswritten, number
from simulate.render import numbers
from simulate.render.numbers import POINTS, SCALES
from simulate.results.precision import Goal, worst
from simulate.running.until import MOST
from simulate.scenario import Scenario
from simulate.views.card import card
from simulate.views.precision import word_estimate
from simulate.vocabulary import CHANCE, LANGUAGES, UNITS, Label, Language

ENOUGH = Label("{draws} trekkingen waren genoeg. {estimate}", "{draws} draws were enough. {estimate}")
NOT_ENOUGH = Label(
    "{draws} trekkingen zijn niet genoeg, en meer mochten het er niet zijn: geef meer met --draws. {estimate}",
    "{draws} draws are not enough, and no more were allowed: allow more with --draws. {estimate}",
)


@dataclass(frozen=True)
class Precision:
    """The precision goal for one outcome of one scenario, with a maximum number of draws."""

    outcome: str
    goal: Goal
    most: int

    def conclude(self, folder: Path, draws: int, language: Language) -> int:
        """Report how many draws were used. Returns exit code 0 when they reached the goal."""
        found = worst(folder, self.outcome, self.goal)
        enough = found.over(self.goal) <= 1
        texts = {"draws": numbers.number(draws, language), "estimate": word_estimate(found, language)}
        click.echo((ENOUGH if enough else NOT_ENOUGH).in_(language).format(**texts), err=not enough)
        return 0 if enough else 1


@dataclass(frozen=True)
class Until:
    """The options as typed: goal with its unit, outcome (None: the first headline), maximum draws (None: a default)."""

    size: float
    unit: str
    """`%`, or the words in which the unit of the outcome was typed."""
    outcome: str | None
    most: int | None

    def precision_of(self, scenario: Scenario) -> Precision:
        """Build the goal for one scenario. InputError when its model has no such outcome, or that has another unit."""
        outcome = outcome_of(scenario.model, self.outcome, card(scenario.model).headline)
        return Precision(outcome, self._goal(scenario.model, outcome), self.most or MOST)

    def _goal(self, model: str, outcome: str) -> Goal:
        if self.unit == "%":
            return Goal(self.size / 100, True)
        unit = registry.model(model).outcomes()[outcome].unit
        times = unit_words(unit).get(" ".join(self.unit.lower().split()))
        if times is None:
            where, message = f"--until '{self.size:g} {self.unit}'", f"{outcome} is not counted in '{self.unit}'"
            expected = f"{self.size:g}% or '{self.size:g} {_unit_word(unit)}'"
            raise InputError([on_command_line(where, message, column=9, expected=expected)])
        return Goal(self.size * times, False)


def unit_words(unit: str) -> dict[str, float]:
    """List the words in which a unit may be typed, in small letters, with what a number is multiplied by."""
    if unit == CHANCE:
        return {word.lower(): 0.01 for word in (POINTS.nl, POINTS.en, "procentpunt", "percentage point")}
    label = UNITS[unit].label if unit in UNITS else Label(unit, unit)
    words = {word.lower() for word in (unit, label.nl, label.en)}
    # `500 personen` is as clear where the outcome has persons per month: nobody counts the same thing in both.
    words |= {re.split(r" (?:per |\()", word)[0].split("/")[0] for word in words}
    if unit.startswith("EUR"):
        words |= {"€"}
    scales = [(label.in_(language), size) for size, label in SCALES for language in LANGUAGES]
    large = {f"{scale} {word}": size for scale, size in scales for word in words}
    return dict.fromkeys(words, 1.0) | large


def _unit_word(unit: str) -> str:
    """Return the unit as an example shows it."""
    if unit == CHANCE:
        return POINTS.nl
    return (UNITS[unit].label.nl if unit in UNITS else unit).partition(" (")[0]


def until(precision: str | None, outcome: str | None, draws: int | None) -> Until | None:
    """Parse the options; None without --until. InputError when they are invalid."""
    if precision is not None:
        size, unit = typed_precision(precision)
        return Until(size, unit, outcome, draws)
    if outcome is not None:
        raise click.UsageError("--for names the outcome of --until, which is not given")
    return None


def typed_precision(typed: str) -> tuple[float, str]:
    """Parse `1%`, or `500 personen`: a number and its unit. InputError when it is neither.

    A number alone is refused: `5` may mean five percent or five persons, a thousand times apart.
    """
    found = re.fullmatch(r"\s*(?:([€])\s*)?([0-9.,_]+(?:[eE][-+]?[0-9]+)?)\s*(%|[^\W\d].*?|€)?\s*", typed, re.ASCII)
    try:
        # A count of something is written as in a file; so is a share.
        size = number(found[2], whole=found[3] != "%") if found else 0.0
    except Miswritten as error:
        problem = on_command_line(f"--until {typed}", str(error), column=9, expected=error.expected, hint=error.hint)
        raise InputError([problem]) from None
    unit = (found[1] or "") + (found[3] or "") if found else ""
    if found is None or not 0 < size < math.inf or (len(unit) > 1 and unit[0] == "€"):
        message = f"'{typed}' is not a precision"
        expected = "a share such as 1%, or a number with the unit of the outcome such as '500 personen'"
        raise InputError([on_command_line(f"--until {typed}", message, column=9, expected=expected)])
    if not unit:
        message = f"'{typed}' has no unit, so it may mean a share or a number of something"
        expected = f"{found[2]}% for a share, or the unit of the outcome behind it, such as '{found[2]} personen'"
        raise InputError([on_command_line(f"--until {typed}", message, column=9, expected=expected)])
    return size, unit


def outcome_of(model: str, typed: str | None, headline: Sequence[str]) -> str:
    """Choose the outcome: the one typed, else the first of `headline`. InputError when there is none."""
    outcomes = list(registry.model(model).outcomes())
    if typed is None:
        if not headline:
            expected = f"--for with {listed(outcomes)}"
            raise InputError(
                [on_command_line("--until", f"the model {model} has no headline outcome", expected=expected)]
            )
        return headline[0]
    if typed not in outcomes:
        message = f"the model {model} has no outcome '{typed}'"
        hint = part_hint(model, typed) or did_you_mean(typed, outcomes)
        raise InputError([on_command_line(f"--for {typed}", message, column=7, hint=hint)])
    return typed
