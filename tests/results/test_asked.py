"""What a run says to a question is what stands in its outcomes: of a year, of a day, of a part."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
import xarray as xr

from simulate.errors import CannotAnswer
from simulate.results.asked import answer, choose, question
from simulate.results.opening import annual, open_results
from simulate.scenario import Ask


@pytest.fixture(scope="module")
def ds(tmp_path_factory: pytest.TempPathFactory):  # type: ignore[no-untyped-def]
    import simulate

    folder = tmp_path_factory.mktemp("asked") / "run"
    simulate.run("asiel.yaml", draws=30, out=folder)
    return open_results(folder)


def test_a_year_is_that_of_the_calendar(ds) -> None:  # type: ignore[no-untyped-def]
    years = annual(ds)
    said = answer(ds, Ask(outcome="niet_geplaatst", year=2028, at_most=0))
    np.testing.assert_allclose(said.values, years["niet_geplaatst"].sel(year=2028))
    np.testing.assert_array_equal(said.met, said.values <= 0)
    total = answer(ds, Ask(outcome="bezetting", year=2027)).values
    np.testing.assert_allclose(total, years["bezetting"].sel(year=2027).sum("bewoners"), rtol=1e-6)


@pytest.mark.parametrize(
    ("on", "month"), [(date(2027, 7, 1), "2027-06"), (date(2027, 7, 15), "2027-06"), (date(2027, 7, 16), "2027-07")]
)
def test_a_stock_on_a_day_is_that_of_the_nearest_month_end(ds, on: date, month: str) -> None:  # type: ignore[no-untyped-def]
    said = answer(ds, Ask(outcome="opvangplekken", entry="noodopvang", on=on))
    expected = ds["opvangplekken"].sel(month=month, plaatssoort="noodopvang").squeeze("month")
    np.testing.assert_allclose(said.values, expected)
    assert said.day is not None
    assert f"{said.day:%Y-%m}" == month


def test_a_flow_on_a_day_is_that_of_its_month(ds) -> None:  # type: ignore[no-untyped-def]
    said = answer(ds, Ask(outcome="nareis_aankomst", on=date(2027, 7, 1)))
    np.testing.assert_array_equal(said.values, ds["nareis_aankomst"].sel(month="2027-07").squeeze("month"))


def test_what_a_run_does_not_have_is_said(ds) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(CannotAnswer, match="2026 up to 2035"):
        answer(ds, Ask(outcome="bezetting", year=2050))
    with pytest.raises(CannotAnswer, match="2026-01"):
        answer(ds, Ask(outcome="bezetting", on=date(2019, 1, 1)))
    with pytest.raises(CannotAnswer, match="no outcome"):
        answer(ds, Ask(outcome="bestaat_niet", year=2027))


@pytest.mark.parametrize(
    ("word", "part"), [("ruimte", "gemeenten"), ("gemeenten.ruimte", "gemeenten"), ("bezetting[azc]", "asiel")]
)
def test_an_outcome_of_a_part_is_asked_of_that_part(word: str, part: str) -> None:
    whole = xr.Dataset(
        {"inwoners": ("month", [1.0], {"units": "personen", "kind": "stock"})}, attrs={"model": "nederland"}
    )
    with pytest.raises(CannotAnswer, match=f"is an outcome of {part}: ask the result of that part, the folder {part}"):
        choose(whole, [word])
    with pytest.raises(CannotAnswer, match=f"is an outcome of {part}"):
        question(whole, f"{word}@2030")


def test_what_the_whole_has_as_well_is_not_said_to_be_of_a_part() -> None:
    whole = xr.Dataset(
        {"woningtekort": ("month", [1.0], {"units": "woningen", "kind": "stock"})}, attrs={"model": "nederland"}
    )
    with pytest.raises(CannotAnswer, match="the question 'woningtekort@2030-13' cannot be read"):
        question(whole, "woningtekort@2030-13")
    with pytest.raises(CannotAnswer, match="there is no outcome 'onbekend'"):
        choose(whole, ["woningtekort", "onbekend"])


@pytest.mark.parametrize("model", ["nederland", "asiel", "elsewhere"])
def test_what_no_part_has_is_no_outcome(model: str) -> None:
    whole = xr.Dataset({"inwoners": ("month", [1.0], {"units": "personen", "kind": "stock"})}, attrs={"model": model})
    with pytest.raises(CannotAnswer, match="there is no outcome 'inwonrs'; did you mean 'inwoners'"):
        choose(whole, ["inwonrs"])
