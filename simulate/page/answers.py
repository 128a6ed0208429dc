"""What the page shows of runs in memory, as plain data: fans, differences, sentences, targets, tables."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulate.comparing.comparison import CompareOptions, Comparison, compare_runs
from simulate.comparing.outcomes import ComparedOutcome
from simulate.comparing.runs import ComparedRun, paired
from simulate.comparing.statistics import STATISTICS, difference, summarise
from simulate.errors import CannotAnswer
from simulate.inputs.model_info import model_info
from simulate.inputs.parts import NoPart, Part, part_of
from simulate.page.runs import Run
from simulate.render.document import Table, text_of
from simulate.render.numbers import SHARE, entry_label
from simulate.results.memory import outcomes_in_memory
from simulate.results.totals import entry_rows
from simulate.running.folder import describe
from simulate.scenario import Scenario
from simulate.views import preview
from simulate.views.card import card
from simulate.views.compare import tables
from simulate.views.compare.difference import by_year
from simulate.vocabulary import CHANCE, UNITS, Language

MOST_ASKED = 3
"""Questions of the scenario that are answered beside that of the page."""
COLUMNS = (2, 3, 4, 5, 6, 7)
"""Of the table of inputs those that fit beside a chart: label, from, old, new, kind of figure, source."""


def wanted_of(scenarios: Iterable[Scenario], shown: str) -> tuple[str, ...]:
    """List the outcomes that a preview computes: what is shown, asked, aimed at and expected, and the headline."""
    names: list[str] = []
    for scenario in scenarios:
        names += [ask.outcome for ask in scenario.asks]
        names += [target.outcome for target in scenario.targets]
        names += [one.outcome for measure in scenario.measures for one in measure.expects]
    one = next(iter(scenarios))
    known = model_info(one.model).outcomes
    names += card(one.model).headline[:1] if card(one.model).headline else list(known)[:1]
    return tuple(dict.fromkeys(name for name in (shown.partition("[")[0], *names) if name in known))


def part_shown(wish: str, scenario: Scenario) -> Part:
    """Return the part of an outcome that is shown: what was wished, else what the scenario asks, else the headline.

    NoPart when there is nothing of that name.
    """
    known = model_info(scenario.model).outcomes
    if wish:
        return part_of(wish, known)
    for ask in scenario.asks:
        if ask.outcome in known:
            return Part(ask.outcome, ask.entry)
    headline = card(scenario.model).headline or tuple(known)
    return Part(headline[0])


def compared(runs: Sequence[Run], names: Sequence[str], draws: int, wanted: Sequence[str]) -> list[ComparedRun]:
    """Make the runs ready to compare, the base first, each with its first `draws` draws of the wanted outcomes."""
    opened = []
    for run in runs:
        scenario = run.scenario.model_copy(update={"draws": draws})
        series = {name: values for name, values in run.series(draws).items() if name in wanted}
        record = describe(scenario, "nl", "draws", ())
        opened.append(ComparedRun(scenario.name, None, record, scenario, outcomes_in_memory(scenario, series)))
    return paired(opened, names)


def shown(
    runs: Sequence[Run], names: Sequence[str], draws: int, part: str, year: int | None, language: Language, last: bool
) -> dict[str, Any]:
    """Return all that the page shows of a part of an outcome, of a base and what is held against it."""
    try:
        chosen = part_shown(part, runs[-1].scenario)
    except NoPart as error:
        raise CannotAnswer(str(error)) from None
    common = [name for name in runs[0].wanted if all(name in run.wanted for run in runs)]
    if chosen.outcome not in common:
        raise CannotAnswer(f"{chosen.outcome} was not computed: ask for it with outcome")
    opened = compared(runs, names, draws, common)
    asks = [ask for ask in opened[-1].scenario.asks if ask.year is not None and ask.outcome in common]
    others = [Part(ask.outcome, ask.entry) for ask in asks]
    listed = _listed([chosen, *others, *(Part(name) for name in _expected(opened, common))])
    comparison = compare_runs(opened, CompareOptions(outcomes=listed))
    return _Shown(comparison, chosen, year, language, last).data()


def _expected(opened: Sequence[ComparedRun], common: Sequence[str]) -> list[str]:
    names = [one.outcome for run in opened[1:] for measure in run.scenario.measures for one in measure.expects]
    return [name for name in dict.fromkeys(names) if name in common]


def _listed(parts: Sequence[Part]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(str, parts)))


class _Shown:
    """One comparison, as data of the page."""

    def __init__(self, comparison: Comparison, part: Part, year: int | None, language: Language, last: bool) -> None:
        self.comparison, self.part, self.language, self.last = comparison, part, language, last
        self.outcome = self._of(part.outcome)
        self.entry = self._entry(self.outcome, part.entry)
        years = self.outcome.years
        asked = next((ask.year for ask in comparison.runs[-1].scenario.asks if ask.year in years), None)
        first = years[preview.default_year(self.outcome, card(comparison.base.record.model).answer_year)]
        self.year = year if year in years else (asked or first)

    def _of(self, name: str) -> ComparedOutcome:
        return next(one for one in self.comparison.outcomes if one.name == name)

    def _entry(self, outcome: ComparedOutcome, entry: str | None) -> int:
        if entry is not None and entry in outcome.entries:
            return outcome.entries.index(entry)
        whole = [place for place, name in enumerate(outcome.entries) if set(name.split(" · ")) == {"totaal"}]
        return whole[0] if whole else 0

    def data(self) -> dict[str, Any]:
        outcome, language = self.outcome, self.language
        unit = outcome.units
        entry = outcome.entries[self.entry]
        return {
            "outcome": str(self.part),
            "label": outcome.label_in(language) + entry_label(outcome.axis, entry, language),
            "unit": UNITS[unit].label.in_(language) if unit in UNITS else unit,
            "chance": unit == CHANCE,
            "share": unit == SHARE,
            "money": unit.startswith("EUR"),
            "summed": outcome.kind in ("flow", "total"),
            "draws": self.comparison.base.draws,
            "last": self.last,
            "year": self.year,
            "years": list(outcome.years),
            "runs": [self._run(place) for place in range(len(self.comparison.runs))],
            "answers": self._answers(),
            "targets": [asdict(one) for one in preview.targets(self.comparison, language)],
            "expected": [
                asdict(one)
                for run in range(1, len(self.comparison.runs))
                for one in preview.expected(self.comparison, run, self.year, language)
            ],
            "inputs": [self._inputs(run) for run in range(1, len(self.comparison.runs))],
            "years_table": [self._by_year(run) for run in range(1, len(self.comparison.runs))],
            "regret": _table(tables.regrets(self.comparison, language)),
        }

    def _run(self, place: int) -> dict[str, Any]:
        run = self.comparison.runs[place]
        entry = self.outcome.entries[self.entry]
        own = entry_rows(run.outcomes[self.part.outcome], [entry])[:, 0]
        base = entry_rows(self.comparison.base.outcomes[self.part.outcome], [entry])[:, 0]
        at = [str(month) for month in run.outcomes["month"].values.astype("datetime64[M]")]
        data: dict[str, Any] = {
            "name": run.name,
            "label": run.label.in_(self.language),
            "fan": _fan(at, summarise(own)),
        }
        if place and not run.unpaired:
            by = difference(base, own)
            data["difference"] = _fan(at, by.statistics) | {"error": _numbers(by.error)}
            data["bars"] = self._bars(place)
        return data

    def _bars(self, run: int) -> list[dict[str, Any]]:
        """Return the difference in each calendar year, and whether its direction may be told."""
        found = []
        for place, year in enumerate(self.outcome.years):
            by = self.outcome.difference[run, :, place, self.entry]
            numbers = dict(zip(STATISTICS, _numbers(by), strict=True))
            seen = preview.seen(self.outcome, run, place, self.entry)
            error = _number(float(self.outcome.error[run, place, self.entry]))
            found.append({"year": year, **numbers, "error": error, "seen": seen})
        return found

    def _answers(self) -> list[dict[str, Any]]:
        """Answer the question of the page for each run beside the base, then those of the scenario."""
        runs = range(1, len(self.comparison.runs)) if len(self.comparison.runs) > 1 else (0,)
        found = [self._sentence(self.outcome, self.entry, run, self.year) for run in runs]
        if len(self.comparison.runs) > 2:
            return found
        for ask in self.comparison.runs[-1].scenario.asks:
            outcome = next((one for one in self.comparison.outcomes if one.name == ask.outcome), None)
            if outcome is None or ask.year not in outcome.years or len(found) > MOST_ASKED:
                continue
            entry = self._entry(outcome, ask.entry)
            if (outcome.name, entry, ask.year) != (self.outcome.name, self.entry, self.year):
                found.append(self._sentence(outcome, entry, runs[0], ask.year))
        return found

    def _sentence(self, outcome: ComparedOutcome, entry: int, run: int, year: int) -> dict[str, Any]:
        place = outcome.years.index(year)
        said = preview.answer(outcome, run, place, entry, self.language, last=self.last)
        return asdict(said) | {"run": self.comparison.runs[run].name}

    def _inputs(self, run: int) -> dict[str, Any]:
        """Tabulate what went in; what a measure does is called by the label of the parameter that it does it to."""
        known = self.comparison.runs[run].scenario.parameters
        made = _table(tables.inputs(self.comparison.inputs[run], self.language, short=True), COLUMNS)
        for row in made["rows"]:
            if row[0] in known:
                row[0] = f"– {known[row[0]].label.in_(self.language)}"
        return made

    def _by_year(self, run: int) -> dict[str, Any]:
        return _table(by_year(self.comparison, self.outcome, run, self.entry, self.language))


def _fan(at: Sequence[str], statistics: NDArray[Any]) -> dict[str, Any]:
    return {"at": list(at), **{name: _numbers(one) for name, one in zip(STATISTICS, statistics, strict=True)}}


def _numbers(values: Iterable[float]) -> list[float | None]:
    return [_number(float(value)) for value in np.atleast_1d(np.asarray(values, np.float64))]


def _number(value: float) -> float | None:
    return value if math.isfinite(value) else None


def _table(table: Table, columns: Sequence[int] | None = None) -> dict[str, Any]:
    kept = range(len(table.heading)) if columns is None else columns
    return {
        "caption": table.caption,
        "heading": [text_of(table.heading[place]) for place in kept],
        "rows": [[text_of(row[place]) for place in kept] for row in table.rows],
        "note": table.note,
    }
