"""What `simulate run --until` wants, and what it says at the end."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import click

from simulate.results.precision import Estimate, Goal, goal, outcome_of, said, worst
from simulate.running.until import MOST
from simulate.scenario import Scenario
from simulate.views.card import card
from simulate.vocabulary import Label, Language

ENOUGH = Label("{draws} trekkingen waren genoeg. {said}", "{draws} draws were enough. {said}")
NOT_ENOUGH = Label(
    "{draws} trekkingen zijn niet genoeg, en meer mochten het er niet zijn: geef meer met --draws. {said}",
    "{draws} draws are not enough, and no more were allowed: allow more with --draws. {said}",
)


@dataclass(frozen=True)
class Wanted:
    """How precise one outcome of one scenario is to be, with so many draws at most."""

    outcome: str
    goal: Goal
    most: int

    def worst(self, folder: Path, language: Language) -> Estimate:
        return worst(folder, self.outcome, self.goal, language)

    def conclude(self, folder: Path, draws: int, language: Language) -> int:
        """Say how many draws it took. The exit code: 0 when they were enough."""
        estimate = self.worst(folder, language)
        enough = estimate.over(self.goal) <= 1
        shown = f"{draws:,}" if language == "en" else f"{draws:,}".replace(",", ".")
        label = ENOUGH if enough else NOT_ENOUGH
        click.echo(label.in_(language).format(draws=shown, said=said(estimate, language)), err=not enough)
        return 0 if enough else 1


@dataclass(frozen=True)
class Until:
    """As it was typed: the goal, the outcome (None: the first headline), and the most draws (None: a default)."""

    goal: Goal
    outcome: str | None
    most: int | None

    def about(self, scenario: Scenario) -> Wanted:
        """The same for one scenario. InputError when its model has no such outcome."""
        return Wanted(
            outcome_of(scenario.model, self.outcome, card(scenario.model).headline), self.goal, self.most or MOST
        )


def until(precision: str | None, outcome: str | None, draws: int | None) -> Until | None:
    """What was typed; None without --until. InputError when it means nothing."""
    if precision is not None:
        return Until(goal(precision), outcome, draws)
    if outcome is not None:
        raise click.UsageError("--for names the outcome of --until, which is not given")
    return None
