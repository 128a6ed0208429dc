"""The sheets of a workbook: numbers, meanings, inputs and provenance."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

from simulate.exporting.choice import axes_of
from simulate.exporting.labels import Choice, Sheet, Value
from simulate.exporting.statistics import summaries
from simulate.results.statistics import STATISTICS
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
MEANINGS = (
    Label("naam", "name"),
    Label("deel", "entry"),
    Label("betekenis", "label"),
    Label("eenheid", "unit"),
    Label("soort", "kind"),
    Label("toelichting", "description"),
)
INPUT_WIDTHS = (24, 50, 50, 14, 12, 14, 14, 22, 12, 26, 40, 7, 20, 44, 80)


def sheets(ds: xr.Dataset, choice: Choice, scenario: Scenario, record: Record) -> Iterator[Sheet]:
    """Make the four sheets, the one with the numbers first."""
    language = choice.labels.language
    axes = list(dict.fromkeys(axis for name in choice.outcomes for axis in axes_of(ds[name])))
    header = ["outcome", "label", "unit", *axes, "period", *STATISTICS]
    yield Sheet(DATA.in_(language), header, _data(ds, choice, axes), (24, 48, 20, *[16] * len(axes)))
    meanings = _meanings(ds, choice, axes)
    yield Sheet(MEANING.in_(language), _all_in(MEANINGS, language), meanings, (30, 16, 60, 24, 10, 80))
    yield Sheet(INPUTS.in_(language), _all_in(HEADER, language), input_rows(scenario, language), INPUT_WIDTHS)
    yield Sheet(RUN.in_(language), ["", ""], _run(record, ds, language), (24, 90))


def _all_in(labels: Iterable[Label], language: Language) -> list[str]:
    return [label.in_(language) for label in labels]


def _data(ds: xr.Dataset, choice: Choice, axes: Sequence[str]) -> Iterator[Sequence[Value]]:
    for name in choice.outcomes:
        outcome, unit, mine = ds[name], choice.unit(ds[name]), axes_of(ds[name])
        for summary in summaries(outcome, choice):
            periods: list[Value] = summary.periods.tolist()
            lists = np.moveaxis(summary.values, 0, -1).tolist()
            for number, entry in enumerate(summary.entries):
                label, by_axis = choice.labels.row(outcome, entry), dict(zip(mine, entry, strict=True))
                begin = [name, label, unit, *(by_axis.get(axis) for axis in axes)]
                for period, values in zip(periods, lists, strict=True):
                    yield [*begin, period, *(None if value != value else value for value in values[number])]


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
    yield "scenario", record.name
    yield "label", record.label.in_(language)
    for name in ("model", "status", "draws", "months", "seed", "design", "fingerprint", "executor"):
        yield name, getattr(record, name)
    yield "draws in this summary", int(ds.sizes["draw"])
    yield "started", record.started
    yield "finished", record.finished
    yield "command", " ".join(record.command)
    for name, version in record.versions.items():
        yield f"version of {name}", version
    for name, digest in record.inputs.items():
        yield f"sha256 of {name}", digest
