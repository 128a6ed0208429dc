"""The tidy tables of a comparison: compare.csv, inputs.csv, targets.csv and regret.csv."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator

from simulate.comparing.comparison import Comparison
from simulate.comparing.outcomes import ComparedOutcome
from simulate.comparing.statistics import STATISTICS
from simulate.csv_text import render
from simulate.scenario import Origin
from simulate.views.compare import text
from simulate.vocabulary import Language, wording

OUTCOMES, INPUTS, TARGETS, REGRET = "compare.csv", "inputs.csv", "targets.csv", "regret.csv"
COLUMNS = (
    "base", "scenario", "paired", "draws", "outcome", "label", "unit", "kind", "axis", "entry", "period",
    *(f"base_{name}" for name in STATISTICS), *STATISTICS, *(f"diff_{name}" for name in STATISTICS),
    "diff_error", "relative", "prob_lower", "prob_higher", "variance_ratio",
)  # fmt: skip
"""`diff_` is the scenario minus the base in the same draw, `diff_error` the standard error of its mean. Without pairs
only `diff_mean`, `diff_error` and `relative` are there, and only where it is more than other draws can give."""
INPUT_COLUMNS = (
    "base", "scenario", "what", "change", "name", "label", "field", "entry", "unit", "date", "old", "new",
    "role", "source", "file", "line", "reason", "typed",
    "old_role", "old_source", "old_file", "old_line", "old_reason", "old_typed",
)  # fmt: skip
TARGET_COLUMNS = (
    "target", "label", "outcome", "entry", "at_least", "at_most", "by", "in", "role", "source", "reason",
    "scenario", "period", "chance", "gained", "lost",
)  # fmt: skip
REGRET_COLUMNS = ("outcome", "label", "unit", "entry", "better", "period", "scenario", "regret_mean", "regret_p90")

Cells = Iterable[object]


def files(comparison: Comparison, language: Language) -> dict[str, str]:
    """Write the text of each table, by file name; those of targets and regret only where there are any."""
    found = {
        OUTCOMES: render(COLUMNS, _outcomes(comparison, language)),
        INPUTS: render(INPUT_COLUMNS, _inputs(comparison, language)),
    }
    if comparison.chances:
        found[TARGETS] = render(TARGET_COLUMNS, _targets(comparison, language))
    if comparison.ranked and comparison.paired:
        found[REGRET] = render(REGRET_COLUMNS, _regret(comparison, language))
    return found


def _outcomes(comparison: Comparison, language: Language) -> Iterator[Cells]:
    for run, compared in enumerate(comparison.runs):
        if run == 0:
            continue
        paired = run in comparison.paired
        begin = (comparison.base.name, compared.name, "yes" if paired else "no", compared.draws)
        for outcome in comparison.outcomes:
            for entry, entry_name in enumerate(outcome.entries):
                for year, period in enumerate(outcome.years):
                    yield (*begin, *_named(outcome, entry_name, language), period, *_numbers(outcome, run, year, entry))


def _named(outcome: ComparedOutcome, entry: str, language: Language) -> tuple[str, ...]:
    label = outcome.label_in(language)
    return outcome.name, label, outcome.units, outcome.kind, outcome.axis, entry


def _numbers(outcome: ComparedOutcome, run: int, year: int, entry: int) -> Iterator[float]:
    yield from map(float, outcome.each[0, :, year, entry])
    yield from map(float, outcome.each[run, :, year, entry])
    difference = outcome.difference[run, :, year, entry]
    paired = not math.isnan(difference[0])
    seen = paired or bool(outcome.visible[run, year, entry])
    yield float(difference[0]) if paired else float(outcome.change[run, year, entry]) if seen else math.nan
    yield from map(float, difference[1:])
    yield float(outcome.error[run, year, entry]) if seen else math.nan
    for share in (outcome.relative, outcome.lower, outcome.higher, outcome.gain):
        yield float(share[run, year, entry])


def _inputs(comparison: Comparison, language: Language) -> Iterator[Cells]:
    for compared, changes in zip(comparison.runs, comparison.inputs, strict=True):
        for one in changes:
            yield (
                comparison.base.name, compared.name, one.kind, one.action, one.name, text.in_(one.label, language),
                one.field, one.entry, one.unit, one.date, one.old, one.new, *_origin(one.origin, language),
                *_origin(one.old_origin, language),
            )  # fmt: skip


def _origin(origin: Origin | None, language: Language) -> tuple[object, ...]:
    if origin is None:
        return (None,) * 6
    reason = wording(origin.reason, language) or None
    return origin.role, origin.source, origin.file, origin.line, reason, origin.typed


def _targets(comparison: Comparison, language: Language) -> Iterator[Cells]:
    for chances in comparison.chances:
        target = chances.named.target
        years = " ".join(map(str, target.years))
        about = (
            chances.named.name, text.in_(target.label, language), target.outcome, target.entry, target.at_least,
            target.at_most, target.by, years, target.origin.role, target.origin.source,
            wording(target.origin.reason, language) or None,
        )  # fmt: skip
        when = f"by {target.by}" if target.by is not None else f"in {years}"
        for run, compared in enumerate(comparison.runs):
            yield (*about, compared.name, when, chances.met[run], chances.gained[run], chances.lost[run])
            for year, met in chances.by_year.items():
                yield (*about, compared.name, year, met[run], None, None)


def _regret(comparison: Comparison, language: Language) -> Iterator[Cells]:
    for outcome in comparison.ranked:
        for entry, better in enumerate(outcome.better):
            if better is None:
                continue
            label = outcome.label_in(language)
            about = (outcome.name, label, outcome.units, outcome.entries[entry], better)
            for year, period in enumerate(outcome.years):
                for run in (0, *comparison.paired):
                    yield (*about, period, comparison.runs[run].name, *map(float, outcome.regret[run, :, year, entry]))
