"""What is recorded stands in its month, in the way of its kind."""

from __future__ import annotations

import numpy as np
import pytest
from worlds import draws

from simulate.engine.clock import Proceeding
from simulate.engine.model import Model
from simulate.engine.processes import closing, process
from simulate.engine.recorder import Level, Mean, Recorder, Room, Total
from simulate.engine.stocks import Flow, Outside, Stock


class Meten(Model):
    """Everything that can be recorded."""

    name = "meten"

    buiten = Outside()
    hier = Stock("Hier", "Here", "huishouden")
    komen = Flow(buiten, hier, "Komen", "Coming")
    stand = Level("Stand", "State", "personen")
    som = Total("Som", "Sum", "EUR")
    gemiddelde = Mean("Gemiddelde", "Mean", "dagen", "huishouden")
    aan_het_eind = Level("Aan het eind", "At the end", "factor")

    @process("tellen", "count")
    def tellen(self) -> Proceeding:
        """Weekly: the number of the week, from 0."""
        week = 0
        while True:
            self.komen(1)
            self.record(stand=float(week), som=np.arange(3.0))
            self.record(som=10.0)
            weight = np.array([[1.0, 0, week], [0, 0, 0]])
            self.record(gemiddelde=(np.array([[week], [np.nan]]) + np.zeros(3), weight))
            week += 1
            yield self.clock.next_week()

    @closing("afsluiten", "close")
    def afsluiten(self) -> None:
        """The books of the month are open still."""
        self.record(aan_het_eind=self.hier.n.sum(axis=0) / self.days)

    processes = (tellen,)
    closings = (afsluiten,)


@pytest.fixture(scope="module")
def model() -> Meten:
    """January 2025 has five weekly dates (1, 8, 15, 22, 29), February four, March four (5, 12, 19, 26)."""
    model = Meten(draws(months=3, size=3))
    model.run()
    return model


def test_a_level_is_the_last_value_of_its_month(model: Meten) -> None:
    np.testing.assert_array_equal(model.recorder.series["stand"], [[4] * 3, [8] * 3, [12] * 3])


def test_a_total_is_the_sum_over_the_month(model: Meten) -> None:
    weeks = np.array([[5], [4], [4]])
    np.testing.assert_array_equal(model.recorder.series["som"], weeks * (10 + np.arange(3)))


def test_a_mean_is_weighted_and_unknown_without_weight(model: Meten) -> None:
    mean = model.recorder.series["gemiddelde"]
    np.testing.assert_allclose(mean[:, 0, 0], [2, 6.5, 10.5])
    assert np.isnan(mean[:, 0, 1]).all()
    squares = [sum(w * w for w in weeks) / sum(weeks) for weeks in (range(5), range(5, 9), range(9, 13))]
    np.testing.assert_allclose(mean[:, 0, 2], squares, rtol=1e-6)


def test_stocks_are_counted_at_month_end_and_flows_over_the_month(model: Meten) -> None:
    np.testing.assert_array_equal(model.recorder.series["hier"][:, 0, 0], [5, 9, 13])
    np.testing.assert_array_equal(model.recorder.series["komen"][:, 1, 2], [5, 4, 4])


def test_a_closing_records_for_the_month_that_ends(model: Meten) -> None:
    np.testing.assert_allclose(
        model.recorder.series["aan_het_eind"][:, 0], np.array([10 / 31, 18 / 28, 26 / 31]), rtol=1e-6
    )


def test_shapes_and_types_are_those_of_the_outcomes(model: Meten) -> None:
    axes = {"huishouden": 2}
    for name, outcome in model.outcomes().items():
        series = model.recorder.series[name]
        assert series.dtype == outcome.dtype
        assert series.shape == (3, *(axes[a] for a in outcome.axes), 3)
    assert model.outcomes()["som"].dtype == "float64"
    assert model.outcomes()["stand"].dtype == "float32"
    assert model.outcomes()["hier"].dtype == "int32"


@pytest.mark.parametrize(
    ("name", "hint"), [("stnd", "did you mean 'stand'"), ("hier", "not an outcome to record"), ("xyz", "'xyz' is not")]
)
def test_only_declared_outcomes_are_recorded(name: str, hint: str) -> None:
    with pytest.raises(KeyError, match=hint):
        Meten(draws(months=3, size=3)).record(**{name: 1.0})


def recorder(months: int = 4) -> Recorder:
    outcomes = Meten.outcomes()
    return Recorder(outcomes, {n: (2,) * len(o.axes) + (3,) for n, o in outcomes.items()}, months, Room())


def test_a_level_holds_until_the_next_is_recorded() -> None:
    books = recorder()
    books.close()
    books.record("stand", np.array([1.0, 2, 3]))
    books.close()
    books.close()
    books.record("stand", 7.0)
    books.close()
    np.testing.assert_array_equal(books.series["stand"], [[0, 0, 0], [1, 2, 3], [1, 2, 3], [7, 7, 7]])


def test_a_count_that_does_not_fit_is_refused() -> None:
    """An int32 would wrap without a word: 3 000 000 000 would become -1 294 967 296."""
    books = recorder()
    books.count("hier", np.full((2, 3), 2.0**31 - 1))
    assert books.series["hier"][0].min() == 2**31 - 1
    for number in (2.0**31, 3e9, np.nan, np.inf):
        with pytest.raises(OverflowError, match="hier"):
            books.count("hier", np.array([[1, number, 1], [1, 1, 1]]))


def test_closed_months_can_be_read_back() -> None:
    books = recorder()
    assert books.closed("hier") is None
    for month in range(3):
        books.count("hier", 10.0 * month + np.array([[0, 1, 2], [0, 0, 0]]))
        books.close()
    np.testing.assert_array_equal(books.closed("hier"), [40, 41, 42])
    np.testing.assert_array_equal(books.closed("hier", 2), [0, 1, 2])
    assert books.closed("hier", 3) is None


def test_closed_months_can_be_added_up() -> None:
    books = recorder()
    for month in range(4):
        together = sum((books.closed("hier", ago) for ago in range(min(month, 3))), start=np.zeros(3))
        np.testing.assert_array_equal(books.closed_over("hier", 3), together)
        books.count("hier", 10.0 * month + np.array([[0, 1, 2], [0, 0, 0]]))
        books.close()
    np.testing.assert_array_equal(books.closed_over("hier", 3), [120, 123, 126])


def test_a_process_reads_what_is_closed_and_nought_before() -> None:
    model = Meten(draws(months=3, size=3))
    assert not model.last("hier").any()
    model.run()
    np.testing.assert_array_equal(model.last("hier"), 26)
    np.testing.assert_array_equal(model.last("komen", ago=2), 10)
    np.testing.assert_array_equal(model.last_months("komen", 2), model.last("komen") + model.last("komen", ago=1))


def test_a_room_is_clean_whatever_was_left_in_it() -> None:
    room = Room()
    first = room.zeros("hier", (2, 3), "int32")
    first += 7
    assert room.zeros("daar", (2, 3), "int32") is not first
    assert room.zeros("hier", (2, 3), "int32") is first
    assert not first.any()
    assert room.zeros("hier", (2, 4), "int32").shape == (2, 4)
