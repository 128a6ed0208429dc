"""What can be worked out otherwise: forecast errors, the filter of growth, settling, flat tranches and measures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pytest

from simulate.engine.draws import Path
from simulate.inputs.resolve.scenario import resolve
from simulate.registry import model
from simulate.running.sampling.draws import sample
from simulate.scenario import Scenario
from tests.models import runs

EXACT = resolve("gemeenten-septembercirculaire-2024-exact.yaml")
BASE = resolve("gemeenten.yaml").model_copy(update={"months": 60})
MILLION = 1e6


def years(ran: Any, outcome: str) -> Any:
    series = runs.total(ran, outcome)
    return series.reshape(-1, 12, series.shape[-1]).sum(axis=1) / MILLION


def run_with(of: Scenario, paths: Mapping[str, Mapping[int, float]], size: int = 2) -> Any:
    """Run with parameters that have a value for each year."""
    drawn = sample(of, 0, size)
    given = {
        f"gemeenten.{name}": Path(
            tuple(date(year, 1, 1) for year in values), tuple(np.asarray(v, float) for v in values.values())
        )
        for name, values in paths.items()
    }
    ran = model("gemeenten")(replace(drawn, paths={**drawn.paths, **given}))
    ran.run()
    ran.audit()
    return ran


def test_without_a_forecast_error_nothing_is_missed() -> None:
    assert not years(runs.run(EXACT, {"economie.cep_fout": 0.0}, size=2), "gemist_prijsaccres").any()


def test_an_error_costs_the_base_and_stays_as_tranches_do() -> None:
    ran = run_with(EXACT, {"economie.cep_fout": {2024: 0.011, 2025: 0.0}})
    factors = [1, 0.98339, 0.93704, 0.99647, 0.99608, 0.99922]
    expected = 0.011 * 37_508 * np.cumprod(factors)
    np.testing.assert_allclose(years(ran, "gemist_prijsaccres")[:, 0], expected, rtol=2e-5)


def test_settled_afterwards_only_the_last_error_is_missed() -> None:
    errors = {2024: 0.011, 2025: 0.004, 2026: -0.006, 2027: 0.02, 2028: 0.0, 2029: 0.007}
    plain, settled = (run_with(EXACT, {"economie.cep_fout": errors, "accres.nacalculatie": {2024: n}}) for n in (0, 1))
    missed = years(settled, "gemist_prijsaccres")[:, 0]
    # A percentage of the base, which what was settled has raised by then.
    for year, error in errors.items():
        assert missed[year - 2024] == pytest.approx(error * settled_base(settled, year), abs=0.01), year
    gained = years(settled, "accres_cumulatief") - years(plain, "accres_cumulatief")
    unsettled = years(plain, "gemist_prijsaccres")
    # In 2025 all of 2024 comes back, and in later years what percentages add to it as well.
    assert gained[1, 0] + missed[1] == pytest.approx(unsettled[1, 0], abs=0.01)
    assert (gained[2:, 0] + missed[2:] > unsettled[2:, 0]).all()


def settled_base(ran: Any, year: int) -> float:
    """The base of a year: its tranche over its percentage."""
    month = 12 * (year - 2024) + 11
    share = ran.recorder.series["accrespercentage"][month, :, 0].astype(float).sum()
    return float(ran.tranches[year][:, 0].sum() / share / MILLION)


def test_a_rise_of_growth_moves_the_volume_part_by_an_eighth_in_eight_years_two_years_later() -> None:
    long = EXACT.model_copy(update={"months": 144})
    plain, more = (run_with(long, {"economie.groeifout": {2024: 0, 2025: g, 2026: 0}}) for g in (0.0, 0.008))
    change = (more.recorder.series["accrespercentage"] - plain.recorder.series["accrespercentage"])[11::12, 1, 0]
    expected = [0.001 if 2027 <= year <= 2034 else 0 for year in range(2024, 2036)]
    np.testing.assert_allclose(change, expected, atol=3e-6)


def test_a_forecast_that_is_revised_counts_from_june_and_as_a_share_of_the_base() -> None:
    ran = run_with(EXACT, {"economie.cep_herziening": {2024: 0, 2026: 0.005, 2027: 0.0}})
    plain = runs.run(EXACT, size=2)
    more = years(ran, "accrestranche") - years(plain, "accrestranche")
    assert more[2, 0] == pytest.approx(0.005 * 38_492, abs=0.5)
    monthly = (runs.total(ran, "gemeentefonds") - runs.total(plain, "gemeentefonds"))[24:36, 0]
    assert not monthly[:5].any()
    assert monthly[5] == pytest.approx(6 * monthly[6], abs=6)


def test_flat_tranches_never_lower_the_accres() -> None:
    flat = runs.run(EXACT, {"accres.vlak": 1.0}, size=2)
    cumulative = years(flat, "accres_cumulatief")[:, 0]
    assert (cumulative >= years(runs.run(EXACT, size=2), "accres_cumulatief")[:, 0]).all()
    # The sum of the first cells.
    first = [2348, 1884, 1743, 1741, 1664, 1698]
    np.testing.assert_allclose(cumulative, np.cumsum(first), rtol=0.011)
    assert cumulative[0] == 2348


def test_who_is_not_cut_gets_it_back_to_the_euro() -> None:
    plain, free = (runs.run(resolve(name).model_copy(update={"months": 60}), size=20) for name in PAIR)
    np.testing.assert_array_equal(years(free, "accrestranche")[0] - years(plain, "accrestranche")[0], 1425)
    np.testing.assert_allclose(years(free, "ruimte") - years(plain, "ruimte"), 1425, atol=1e-6)


PAIR = ("gemeenten.yaml", "gemeenten-zonder-korting.yaml")


def test_chances_are_what_the_fund_did() -> None:
    ran = runs.run(BASE, size=200)
    fund = years(ran, "gemeentefonds_zonder_taken")
    price = ran.recorder.series["prijs_gemeten"][11::12].astype(float)
    falls, real = (years(ran, name) * MILLION for name in ("daling_nominaal", "daling_reeel"))
    np.testing.assert_array_equal(falls[1:], fund[1:] < fund[:-1])
    # Prices are kept in single precision, so draws at the very edge are left out.
    sure = np.abs(fund[1:] / fund[:-1] - 1 - price[1:]) > 1e-6
    np.testing.assert_array_equal(real[1:][sure], (fund[1:] < fund[:-1] * (1 + price[1:]))[sure])


def test_without_prices_and_need_the_room_is_what_the_fund_gains() -> None:
    still = {"economie.cep_fout": 0.0, "economie.cep_herziening": 0.0, "lasten.volumebehoefte": 0.0}
    ran = run_with(EXACT, {name: {2024: value} for name, value in still.items()} | {"economie.prijsraming": {2024: 0}})
    fund = years(ran, "gemeentefonds_zonder_taken")[:, 0]
    parts = ran.recorder.series["ruimte"][:, 0].reshape(-1, 12, 2).sum(axis=1)[:, 0] / MILLION
    np.testing.assert_allclose(parts[1:], fund[1:] - fund[1] - 675)


def test_a_cut_of_assistance_is_borne_when_enough_do_not_come() -> None:
    values = {"korting": 100e6, "uitstroom": 0.0, "aandeel_volwassen": 1.0, "aandeel_bijstand": 1.0}
    values |= {"euro_per_ontvanger": 20_000.0, "gehuisvest_verwacht": 12_000.0}
    # From 2025 on so many fewer a year: all of a year at the start of 2026, and 6.5 twelfths of the next on average.
    for fewer, borne in ((3_000, False), (3_600, True)):
        ran = run_with(
            BASE,
            {f"bijstand.{name}": {2024: value} for name, value in (values | {"gehuisvest": 12_000.0 - fewer}).items()},
        )
        saved = 20_000 * (fewer + fewer * 6.5 / 12) / MILLION
        assert years(ran, "buig_vermeden")[0, 0] == pytest.approx(saved, rel=1e-6)
        assert years(ran, "buig_tekort")[0, 0] == pytest.approx(max(100 - saved, 0), abs=1e-6)
        assert bool(years(ran, "buig_gedragen")[0, 0]) is borne is (saved >= 100)


def test_the_condition_of_the_association_leaves_no_shortfall() -> None:
    asked = runs.run(resolve("gemeenten-vng.yaml").model_copy(update={"months": 24}), size=50)
    np.testing.assert_array_equal(years(asked, "spuk_korting"), years(asked, "spuk_bespaard"))
    assert not years(asked, "buig_tekort").any()
    assert not years(asked, "beschermd_wonen_onthouden").any()


def test_a_tenth_of_grants_is_saved_as_far_as_running_them_costs() -> None:
    ran = runs.run(
        resolve("gemeenten-regeerprogramma.yaml").model_copy(update={"months": 12}),
        {"spuk.uitvoeringslast": 0.03},
        size=2,
    )
    assert years(ran, "spuk_korting")[0, 0] == 438
    assert years(ran, "spuk_bespaard")[0, 0] == pytest.approx(0.03 * 4380)
