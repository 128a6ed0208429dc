"""Contributions of measures to an outcome that go another way than a document says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from simulate.comparing.outcomes import SURE
from simulate.explaining.contributions import Contributions
from simulate.explaining.explanation import Explained, Question
from simulate.finding.routes import Route, route
from simulate.results.totals import is_total
from simulate.scenario import Expectation, Measure


@dataclass(frozen=True)
class ContributesAgainst:
    """A measure whose contribution is the other way than a document says."""

    cause: int
    """The number of the change."""
    measure: Measure
    expected: Expectation
    route: Route | None
    """The way on which the measure reaches the outcome."""


def contributes_against(question: Question, outcome: Explained, found: Contributions) -> Iterator[ContributesAgainst]:
    """Find what goes against a document, beyond what other draws or orders could give."""
    for number, cause in enumerate(question.causes):
        side = question.base if cause.action == "removed" else question.other
        measures = [one for one in side.scenario.measures if one.name == cause.name and cause.kind == "measure"]
        mean, error = float(found.contributions[number, 0]), float(found.errors[number])
        if cause.action == "changed" or not measures or not found.acts[number] or not abs(mean) > SURE * error:
            continue
        for expected in measures[0].expects:
            up = (expected.goes == "higher") is (cause.action == "added")
            if expected.model in ("", side.scenario.model) and _about(expected, outcome) and (mean > 0) is not up:
                parameters = {effect.parameter for effect in measures[0].effects}
                way = route(side.record.model, parameters, outcome.name)
                yield ContributesAgainst(number, measures[0], expected, way)


def _about(expected: Expectation, outcome: Explained) -> bool:
    entry = is_total(outcome.entry) if expected.entry is None else expected.entry == outcome.entry
    return expected.outcome == outcome.name and entry
