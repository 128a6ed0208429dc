"""Measures on their dates."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from simulate.render.chart import CAPTION
from simulate.results.opening import open_results
from simulate.scenario import Effect, LegalStatus, Measure, Scenario
from simulate.views.charts.annotations import APART, LINES, _spread, _year, annotations_of, key
from simulate.views.charts.outcome import figure_of
from simulate.vocabulary import Label

pytestmark = pytest.mark.usefixtures("toy_models")


def measure(start: date, label: str = "Maatregel") -> Measure:
    import toy

    effect = Effect(parameter="toy.instroom.aanvragen", operation="multiply", value=0.5, origin=toy.ORIGIN)
    return Measure(
        name=label.lower(), label=Label(nl=label, en=f"{label} (en)"), start=start, effects=(effect,),
        legal_status=LegalStatus(status="announced", date=date(2025, 1, 1)), origin=toy.ORIGIN,
    )  # fmt: skip


def with_measures(*measures: Measure) -> Scenario:
    """July 2025 up to June 2027."""
    import toy

    return toy.scenario(measures=measures)


def test_marks_are_the_measures_that_start_within_the_run_by_day() -> None:
    days = [
        date(2027, 7, 1),
        date(2026, 1, 1),
        date(2025, 6, 30),
        date(2027, 6, 30),
        date(2025, 7, 1),
        date(2026, 1, 1),
    ]
    annotations = annotations_of(with_measures(*(measure(when, f"M{place}") for place, when in enumerate(days))))
    assert [(mark.letter, mark.day, [label.nl for label in mark.labels]) for mark in annotations] == [
        ("a", date(2025, 7, 1), ["M4"]),
        ("b", date(2026, 1, 1), ["M1", "M5"]),
        ("c", date(2027, 6, 30), ["M3"]),
    ]
    assert annotations_of(None) == ()


def test_the_key_has_dates_and_labels_in_the_language() -> None:
    annotations = annotations_of(with_measures(measure(date(2026, 3, 1), "Spreidingswet")))
    assert key(annotations, "nl") == ["Maatregelen, op hun begindatum:", "a  1 maart 2026: Spreidingswet"]
    assert key(annotations, "en")[1] == "a  1 March 2026: Spreidingswet (en)"
    assert key((), "nl") == []


@pytest.mark.parametrize("days", [1, 2, 6, 9])
@pytest.mark.parametrize("each", [1, 3, 20])
def test_a_long_key_stays_short_and_counts_what_it_leaves_out(days: int, each: int) -> None:
    measures = [
        measure(date(2025 + day // 6, 7 + day % 6, 1), f"Een maatregel met een lange naam {number}")
        for day in range(days)
        for number in range(each)
    ]
    annotations = annotations_of(with_measures(*measures))
    assert len(annotations) == days
    lines = key(annotations, "nl")
    assert sum(-(-len(line) // (CAPTION - 10)) for line in lines) <= LINES + 3
    told = sum(line.count("Een maatregel") for line in lines)
    left = days * each - told
    assert told > 0
    assert (lines[-1] == f"en nog {left} maatregelen: scenario.yaml") == (left > 1)


def test_letters_are_apart_in_order_and_within_the_panel() -> None:
    places = _spread([0.1, 0.11, 0.5, 0.99, 0.995, 1.0], APART)
    assert all(after - before >= APART - 1e-9 for before, after in pairwise(places))
    assert max(places) <= 1
    assert places[0] == 0.1
    assert places[2] == 0.5


def test_on_an_axis_of_years_a_mark_is_at_its_fraction_of_the_year() -> None:
    assert _year(date(2026, 1, 1)) == 2025.5
    assert _year(date(2026, 7, 2)) == pytest.approx(2026.0, abs=0.002)


def test_a_figure_has_a_line_on_the_day(finished: Path) -> None:
    from matplotlib.dates import date2num

    scenario = with_measures(measure(date(2026, 1, 15)), measure(date(2026, 9, 1)))
    figure = figure_of(open_results(finished), "doorlooptijd", "nl", scenario=scenario)
    for ax in figure.axes:
        lines = [line.get_xdata() for line in ax.lines if len(line.get_xdata()) == 2]
        days = [float(date2num(when)) for when in (date(2026, 1, 15), date(2026, 9, 1))]  # type: ignore[no-untyped-call]
        assert [float(line[0]) for line in lines] == days
