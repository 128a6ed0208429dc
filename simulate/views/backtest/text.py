"""Scores in a sentence: coverage and skill with their intervals, and why there is no baseline."""

from __future__ import annotations

from collections.abc import Mapping

from simulate.backtesting.baselines import FEWEST, Baseline, BaselineName, Missing
from simulate.backtesting.scores import Coverage, Skill
from simulate.render.numbers import number
from simulate.vocabulary import Label, Language

BASELINES: Mapping[BaselineName, Label] = {
    "persistence": Label("laatste waarde doorgetrokken", "last value carried forward"),
    "random walk": Label("toevalswandeling", "random walk"),
}
COVERAGE = Label(
    "{inside} van {counts} tellingen binnen: {verdict} {nominal}% (95%-interval {low}-{high}%)",
    "{inside} of {counts} counts inside: {verdict} {nominal}% (95% interval {low}-{high}%)",
)
COMPATIBLE = Label("past bij", "compatible with")
TOO_FEW_INSIDE, TOO_MANY_INSIDE = Label("te weinig voor", "too few for"), Label("te veel voor", "too many for")
SKILL = Label(
    "{value} (95%-interval {low} tot {high}, {counts} tellingen)",
    "{value} (95% interval {low} to {high}, {counts} counts)",
)
SKILL_ALONE = Label(
    "{value} ({counts} tellingen: te weinig voor een interval)", "{value} ({counts} counts: too few for an interval)"
)
MISSING: Mapping[Missing, Label] = {
    "too few counts": Label(
        "{what} kan niet: {counts} tellingen bekend op {day}, {needed} nodig",
        "{what} cannot be made: {counts} counts known on {day}, {needed} needed",
    ),
    "no change": Label(
        "{what} kan niet: tot {day} veranderde er niets in de tellingen",
        "{what} cannot be made: the counts did not change until {day}",
    ),
}


def coverage(found: Coverage, language: Language) -> str:
    """Say how many counts lay inside, and whether that fits the nominal probability."""
    outside = TOO_FEW_INSIDE if found.share < found.nominal else TOO_MANY_INSIDE
    low, high = (number(100 * end, language) for end in found.interval)
    return COVERAGE.in_(language).format(
        inside=found.inside,
        counts=found.counts,
        verdict=(COMPATIBLE if found.compatible else outside).in_(language),
        nominal=number(100 * found.nominal, language),
        low=low,
        high=high,
    )


def skill(found: Skill, language: Language) -> str:
    """Write a skill with its interval, where there are enough counts for one."""
    if found.interval is None:
        return SKILL_ALONE.in_(language).format(value=_two_decimals(found.value, language), counts=found.counts)
    value, low, high = (_two_decimals(one, language) for one in (found.value, *found.interval))
    return SKILL.in_(language).format(value=value, low=low, high=high, counts=found.counts)


def missing(baseline: Baseline, language: Language) -> str:
    """Say why a baseline has no ensemble; nothing where it has one."""
    if baseline.missing is None:
        return ""
    return (
        MISSING[baseline.missing]
        .in_(language)
        .format(
            what=BASELINES[baseline.name].in_(language),
            counts=baseline.counts,
            day=baseline.day,
            needed=FEWEST[baseline.name],
        )
    )


def _two_decimals(value: float, language: Language) -> str:
    return f"{'+' * (value >= 0)}{number(value, language, 2)}"
