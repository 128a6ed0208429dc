"""The precision goal of `simulate run --until`, and whether a run reached it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from simulate import registry
from simulate.errors import InputError
from simulate.inputs.problems import did_you_mean, listed, on_command_line
from simulate.render.numbers import number
from simulate.results.precision import Goal, worst
from simulate.running.until import MOST
from simulate.scenario import Scenario
from simulate.views.card import card
from simulate.views.precision import word_estimate
from simulate.vocabulary import Label, Language

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
        texts = {"draws": number(draws, language), "estimate": word_estimate(found, language)}
        click.echo((ENOUGH if enough else NOT_ENOUGH).in_(language).format(**texts), err=not enough)
        return 0 if enough else 1


@dataclass(frozen=True)
class Until:
    """The options as typed: goal, outcome (None: the first headline) and maximum draws (None: a default)."""

    goal: Goal
    outcome: str | None
    most: int | None

    def precision_of(self, scenario: Scenario) -> Precision:
        """Build the goal for one scenario. InputError when its model has no such outcome."""
        outcome = outcome_of(scenario.model, self.outcome, card(scenario.model).headline)
        return Precision(outcome, self.goal, self.most or MOST)


def until(precision: str | None, outcome: str | None, draws: int | None) -> Until | None:
    """Parse the options; None without --until. InputError when they are invalid."""
    if precision is not None:
        return Until(goal(precision), outcome, draws)
    if outcome is not None:
        raise click.UsageError("--for names the outcome of --until, which is not given")
    return None


def goal(typed: str) -> Goal:
    """Parse `1%`, or `500` in the unit of the outcome. InputError when it is neither."""
    found = re.fullmatch(r"\s*([0-9][0-9_]*\.?[0-9]*|\.[0-9]+)\s*(%?)\s*", typed)
    size = float(found[1]) if found else 0.0
    if found is None or size <= 0:
        message = f"'{typed}' is not a precision"
        expected = "a share such as 1%, or a number in the unit of the outcome such as 500"
        raise InputError([on_command_line(f"--until {typed}", message, column=9, expected=expected)])
    return Goal(size / 100, True) if found[2] else Goal(size, False)


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
        raise InputError([on_command_line(f"--for {typed}", message, column=7, hint=did_you_mean(typed, outcomes))])
    return typed
