"""The table at the head of docs/validation.md: every series over all windows of its model, and every model in all.

Windows that are told nothing and those that are told some inputs are kept apart: an official forecast that was told
nothing is no yardstick for a run that was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

import numpy as np

from simulate.backtesting.evaluating import Evaluation
from simulate.render.markdown import table
from simulate.render.numbers import number, signed
from simulate.views.card import card

TITLE = "## All windows in one table"
TEXT = """\
`n` counts over all windows of a model; they depend on each other, and a count may be in several windows. The aim is
40 to 60 % of them in the central half of the draws and 80 to 97 % in the central nine in ten, and a skill above 0:
better than the last count carried forward, than a random walk, and than the official forecast of the same day, where
there is one. Below 0 we lose. Beside a window that is *given* some inputs stand the last count and the walk *given the
same*: the ratio of what is counted to what came in the year before it is carried forward, or walks, and where that
does worse than the count itself (or what is counted is a mean), the count; whichever is better, to the advantage of
the yardstick. No official forecast is put beside it: that was told nothing. A headline outcome of the model is marked
with \\*. Why it fails where it fails is told with each window below."""
OFFICIAL = 2
"""The place of the official forecast among the yardsticks."""
ALL = "**all**"
COLUMNS = ("model", "series", "told", "n", "in 50 %", "in 90 %", "CRPS", "against carried", "walk", "official")


def overview(evaluations: Sequence[Evaluation]) -> str:
    """Write out the table, with a last row for each model."""
    return f"{TITLE}\n\n{TEXT}\n\n{table(COLUMNS, list(_rows(evaluations)))}"


def _rows(evaluations: Sequence[Evaluation]) -> Iterator[tuple[str, ...]]:
    for model in _each(evaluations, lambda one: one.scenario.model):
        headline = card(model[0].scenario.model).headline
        for told in _each(model, lambda one: bool(one.scenario.given)):
            for series in _each(told, lambda one: one.series.name):
                mark = "\\*" if series[0].series.form.outcome in headline else ""
                yield _row(series, series[0].series.name + mark)
            yield _row(told, ALL)


def _each(evaluations: Iterable[Evaluation], key: Callable[[Evaluation], object]) -> list[list[Evaluation]]:
    """Group by a key, in the order in which the keys are met."""
    groups: dict[object, list[Evaluation]] = {}
    for one in evaluations:
        groups.setdefault(key(one), []).append(one)
    return list(groups.values())


def _row(some: Sequence[Evaluation], name: str) -> tuple[str, ...]:
    given = bool(some[0].scenario.given)
    counts = sum(one.coverages[0].counts for one in some)
    inside = [sum(one.coverages[k].inside for one in some) for k in (0, 1)]
    relative = sum(one.relative * one.coverages[0].counts for one in some) / counts
    return (
        some[0].scenario.model,
        name,
        "some inputs" if given else "nothing",
        str(counts),
        *(f"{number(100 * one / counts, 'en')} %" for one in inside),
        f"{number(100 * relative, 'en')} %",
        *(
            "–" if given and place == OFFICIAL else (_beaten if name == ALL else _skill)(some, place)
            for place in range(OFFICIAL + 1)
        ),
    )


def _beaten(some: Sequence[Evaluation], place: int) -> str:
    """Count the series that do better than one yardstick, of those that have it."""
    skills = [_skill(series, place) for series in _each(some, lambda one: one.series.name)]
    known = [skill for skill in skills if skill != "–"]
    return f"{sum(skill.startswith('+') for skill in known)} of {len(known)} better" if known else "–"


def _skill(some: Sequence[Evaluation], place: int) -> str:
    """Pool the skill against one yardstick: errors as a share of what was counted, summed over counts that it has."""
    ours = theirs = 0.0
    for one in some:
        yardstick = one.baselines[place]
        if yardstick.skill is not None and np.isfinite(yardstick.skill.value):
            error = yardstick.skill.counts * yardstick.score / float(np.abs(one.matched.observed).mean())
            ours, theirs = ours + (1 - yardstick.skill.value) * error, theirs + error
    return signed(1 - ours / theirs, "en", 2) if theirs else "–"
