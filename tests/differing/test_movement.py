"""How far an outcome moved: numbers that can be worked out by hand."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import xarray as xr

from simulate.differing.movement import LAST_DIGITS, movement


def outcome(values: Any, kind: str = "level", dtype: Any = np.float64) -> xr.DataArray:
    """Two years from January 2025, (24, 2 groups, draws), of values that broadcast to that."""
    numbers = np.broadcast_to(np.asarray(values, dtype), (24, 2, 3)).copy()
    months = (np.datetime64("2025-01", "M") + np.arange(24)).astype("datetime64[ns]")
    coords: dict[str, Any] = {"month": months, "groep": ["a", "b"], "draw": np.arange(3)}
    attrs = {"long_name": "Thing", "long_name_nl": "Ding", "units": "personen", "kind": kind}
    return xr.DataArray(numbers, coords, ("month", "groep", "draw"), "ding", attrs)


def test_the_same_bits_did_not_move() -> None:
    assert movement(outcome(3.0), outcome(3.0), None) is None
    unknown = outcome(np.nan)
    assert movement(unknown, unknown.copy(), None) is None


def test_a_movement_is_what_was_added() -> None:
    old, new = outcome([1.0, 2.0, 9.0]), outcome([1.0, 2.0, 9.0])
    new[:, 1] += 4.0
    found = movement(old, new, None)
    assert found is not None
    assert (found.entry, found.period) == ("totaal", "2026")
    assert (found.before, found.after, found.change, found.relative) == (4.0, 8.0, 4.0, 1.0)
    assert (found.largest, found.scale, found.share) == (4.0, 13.0, 0.5)
    assert found.of_largest == 4 / 13
    assert not found.rounding


def test_a_flow_is_a_total_of_the_year_that_is_asked() -> None:
    old, new = outcome(1.0, "flow"), outcome(1.0, "flow")
    new[:12] += 0.5
    asked = movement(old, new, 2025)
    assert asked is not None
    assert (asked.period, asked.before, asked.after) == ("2025", 24.0, 36.0)
    last = movement(old, new, None)
    assert last is not None
    assert (last.period, last.change) == ("2026", 0.0)
    assert last.largest == 0.5


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
def test_last_digits_are_those_of_the_type(dtype: Any) -> None:
    old = outcome(1.0, dtype=dtype)
    for steps, rounding in ((LAST_DIGITS // 2, True), (LAST_DIGITS * 4, False)):
        new = outcome(1 + steps * np.finfo(dtype).eps, dtype=dtype)
        found = movement(old, new, None)
        assert found is not None
        assert found.rounding is rounding


def test_a_count_that_is_one_higher_is_no_rounding() -> None:
    found = movement(outcome(10**9, dtype=np.uint32), outcome(10**9 - 1, dtype=np.uint32), None)
    assert found is not None
    assert (found.largest, found.rounding) == (1.0, False)


def test_minus_nought_is_another_bit_and_rounding() -> None:
    found = movement(outcome(0.0), outcome(-0.0), None)
    assert found is not None
    assert (found.largest, found.change, found.rounding) == (0.0, 0.0, True)


def test_a_number_where_there_was_none_moved_beyond_all_measure() -> None:
    old, new = outcome(1.0), outcome(1.0)
    old[3, 0, 0] = np.nan
    found = movement(old, new, None)
    assert found is not None
    assert (found.largest, found.rounding) == (np.inf, False)


def test_another_type_or_other_axes_are_told() -> None:
    found = movement(outcome(1.0, dtype=np.float32), outcome(1.0), None)
    assert found is not None
    assert found.shape == ("groep float32", "groep float64")
    assert found.rounding
    whole = movement(outcome(1.0).isel(groep=0, drop=True), outcome(1.0), None)
    assert whole is not None
    assert whole.shape == ("float64", "groep float64")
    assert not whole.rounding


def test_the_most_important_is_what_really_moved_and_relatively_most() -> None:
    old = outcome(100.0)
    moves = [movement(old, outcome(value), None) for value in (100 * (1 + 1e-15), 110.0, 101.0)]
    found = [one for one in moves if one is not None]
    assert [one.after for one in sorted(found, key=lambda one: one.weight, reverse=True)][:2] == [220.0, 202.0]
    assert sorted(found, key=lambda one: one.weight)[0].rounding


def test_a_run_without_a_whole_year_is_told_by_its_last_month() -> None:
    old, new = (outcome(value).isel(month=slice(3, 9)) for value in (1.0, 2.0))
    found = movement(old, new, None)
    assert found is not None
    assert (found.period, found.before, found.after) == ("2025-09", 2.0, 4.0)
