"""The sheets of a workbook: numbers, meanings, inputs and provenance."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

from simulate.dutch.translating import translate
from simulate.exporting.choice import axes_of
from simulate.exporting.labels import Choice, Sheet, Shown, Value
from simulate.exporting.statistics import summaries
from simulate.render.values import PERCENT
from simulate.results.statistics import QUANTILES, STATISTICS
from simulate.running.store.record import Record
from simulate.scenario import Scenario
from simulate.views.export.inputs import HEADER, input_rows
from simulate.vocabulary import AXES, Label, Language

if TYPE_CHECKING:
    import xarray as xr

DATA = Label("gegevens", "data")
MEANING = Label("eenheden en namen", "units and labels")
INPUTS = Label("wat erin ging", "what went in")
RUN = Label("hoe gerekend", "how it was run")
SCENARIO, LABEL = Label("scenario", "scenario"), Label("betekenis", "label")
FACTS = {
    "model": Label("model", "model"),
    "status": Label("status", "status"),
    "draws": Label("trekkingen", "draws"),
    "months": Label("maanden", "months"),
    "seed": Label("seed", "seed"),
    "design": Label("ontwerp", "design"),
    "fingerprint": Label("vingerafdruk", "fingerprint"),
    "executor": Label("uitvoerder", "executor"),
}
"""What a record says of a run, by its name there."""
HERE = Label("trekkingen in deze samenvatting", "draws in this summary")
STARTED, FINISHED = Label("begonnen", "started"), Label("klaar", "finished")
COMMAND, VERSION = Label("opdracht", "command"), Label("versie van {0}", "version of {0}")
DIGEST = Label("sha256 van {0}", "sha256 of {0}")
MEANINGS = (
    Label("naam", "name"),
    Label("deel", "entry"),
    Label("betekenis", "label"),
    Label("eenheid", "unit"),
    Label("soort", "kind"),
    Label("toelichting", "description"),
)
COLUMN_LABELS = (
    Label("scenario", "scenario"),
    Label("uitkomst", "outcome"),
    Label("betekenis", "label"),
    Label("as", "axis"),
    Label("deel", "entry"),
    Label("betekenis van het deel", "label of the entry"),
    Label("eenheid", "unit"),
    Label("eenheid in woorden", "unit in words"),
    Label("soort", "kind"),
    Label("periode", "period"),
    Label("gemiddelde", "mean"),
    *(Label(name, name) for name in QUANTILES),
    Label("Monte-Carlofout van p50", "Monte Carlo error of p50"),
)
"""The columns of summary.csv in words."""
DATA_WIDTHS = (20, 26, 48, 18, 20, 28, 16, 22, 10, 12, *[14] * len(STATISTICS))
LARGE = 1000
"""Outcomes with numbers of this size are shown without decimals."""
INPUT_WIDTHS = (24, 50, 50, 14, 12, 14, 14, 14, 22, 12, 26, 40, 7, 20, 44, 80)


def sheets(ds: xr.Dataset, choice: Choice, scenario: Scenario, record: Record) -> Iterator[Sheet]:
    """Make the four sheets, the one with the numbers first."""
    language = choice.labels.language
    axes = list(dict.fromkeys(axis for name in choice.outcomes for axis in axes_of(ds[name])))
    yield Sheet(DATA.in_(language), _all_in(COLUMN_LABELS, language), _data(ds, choice), DATA_WIDTHS)
    meanings = _meanings(ds, choice, axes)
    yield Sheet(MEANING.in_(language), _all_in(MEANINGS, language), meanings, (30, 16, 60, 24, 10, 80))
    yield Sheet(INPUTS.in_(language), _all_in(HEADER, language), input_rows(scenario, language), INPUT_WIDTHS)
    yield Sheet(RUN.in_(language), ["", ""], _run(record, ds, language), (24, 90))


def _all_in(labels: Iterable[Label], language: Language) -> list[str]:
    return [label.in_(language) for label in labels]


def _data(ds: xr.Dataset, choice: Choice) -> Iterator[Sequence[Value]]:
    """Yield the rows of summary.csv, each number in the format of its unit."""
    for name in choice.outcomes:
        for summary in summaries(ds[name], choice, str(ds.attrs["scenario"])):
            periods: list[Value] = summary.periods.tolist()
            by_entry = np.moveaxis(summary.values, (2, 1), (0, 1)).tolist()
            known = summary.values[np.isfinite(summary.values)]
            shown = _format(ds[name].attrs["units"], float(np.abs(known).max(initial=0)))
            for begin, lists in zip(summary.about, by_entry, strict=True):
                for period, values in zip(periods, lists, strict=True):
                    cells = (None if value != value else Shown(value, shown) for value in values)
                    yield [*begin, period, *cells]


def _format(unit: str, largest: float) -> str:
    """Choose how Excel shows the numbers of an outcome: shares in percent, large numbers without decimals."""
    if unit in PERCENT:
        return "0.0%"
    return "#,##0" if largest >= LARGE else "#,##0.00"


def _meanings(ds: xr.Dataset, choice: Choice, axes: Sequence[str]) -> Iterator[Sequence[Value]]:
    labels = choice.labels
    described = "description_nl" if labels.language == "nl" else "description"
    for name in choice.outcomes:
        outcome = ds[name]
        about = (choice.unit(outcome), outcome.attrs["kind"], outcome.attrs.get(described))
        yield (name, None, labels.outcome(outcome), *about)
    for axis in axes:
        yield axis, None, labels.axis(axis), None, None, None
        for entry in AXES[axis].entries:
            yield axis, entry, labels.entry(axis, entry), None, None, None


def _run(record: Record, ds: xr.Dataset, language: Language) -> Iterator[Sequence[Value]]:
    yield SCENARIO.in_(language), record.name
    yield LABEL.in_(language), record.label.in_(language)
    translated = {"status", "design", "executor"}
    for field, label in FACTS.items():
        value = getattr(record, field)
        yield label.in_(language), translate(value, language) if field in translated else value
    yield HERE.in_(language), int(ds.sizes["draw"])
    yield STARTED.in_(language), record.started
    yield FINISHED.in_(language), record.finished
    yield COMMAND.in_(language), " ".join(record.command)
    for name, version in record.versions.items():
        yield VERSION.in_(language).format(name), version
    for name, digest in record.inputs.items():
        yield DIGEST.in_(language).format(name), digest
