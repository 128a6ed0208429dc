"""What staff and builders can do binds in some places before it binds everywhere, and more of either does something."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import norm

from simulate.inputs.resolve.scenario import resolve
from simulate.models.wonen.kaart import aandeel_krap, doorlaat
from tests.models import runs
from tests.models.runs import Values
from tests.models.wonen.test_truths import FREE, by_year, run

RATIOS = np.array([0.3, 0.8, 1.0, 1.3, 3.0])
NO_QUEUES: Values = {"bouwen.bouw_fte": 5e6, "haalbaarheid.herstel_kans": 0, "haalbaarheid.afval_kans": 0}


@pytest.mark.parametrize("spread", [0.1, 0.4, 1.0])
def test_what_is_done_is_the_mean_of_what_each_can_do_up_to_all_of_it(spread: float) -> None:
    """Integrated over municipalities whose room over what is asked is lognormal."""
    places = norm.ppf((np.arange(200_000) + 0.5) / 200_000)
    each = RATIOS[:, None] * np.exp(spread * places - spread**2 / 2)
    found = doorlaat(RATIOS, np.ones(5), np.full(5, spread))
    np.testing.assert_allclose(found, np.minimum(each, 1).mean(axis=1), atol=1e-4)
    np.testing.assert_allclose(aandeel_krap(RATIOS, np.ones(5), np.full(5, spread)), (each < 1).mean(axis=1), atol=1e-4)


def test_without_spread_it_is_the_room_and_never_more_than_it() -> None:
    none = np.zeros(5)
    np.testing.assert_allclose(doorlaat(RATIOS, np.ones(5), none), np.minimum(RATIOS, 1), atol=1e-5)
    some = doorlaat(RATIOS, np.ones(5), np.full(5, 0.4))
    assert (some <= np.minimum(RATIOS, 1)).all()
    assert (np.diff(some) > 0).all()
    np.testing.assert_allclose(doorlaat(np.array([0.0, 1.0]), np.array([1.0, 0.0]), np.full(2, 0.4)), [0, 1], atol=1e-6)


def test_no_more_is_decided_than_there_is_staff_for_and_with_staff_enough_nothing_waits() -> None:
    few, many = (run(36, {"procedures.vergunningcapaciteit": c}) for c in (50_000, 1e7))
    # Rounded to whole homes in each of twelve provinces.
    assert runs.total(few, "vergunningen").max() <= 50_000 / 12 + 12
    assert few.recorder.series["opgehouden"][-1, 1].min() > 10_000
    assert many.recorder.series["opgehouden"][:, 1].max() == 0
    assert many.recorder.series["gemeenten_krap"].max() == pytest.approx(0, abs=1e-6)


def test_permit_staff_shortens_the_queue_and_brings_permits_forward() -> None:
    base = run(60, {"procedures.vergunningcapaciteit": 90_000})
    more = run(60, {"procedures.vergunningcapaciteit": 100_000})
    assert by_year(more, "vergunningen")[:2].sum() > by_year(base, "vergunningen")[:2].sum()
    held = [m.recorder.series["opgehouden"][-12:, 1].mean() for m in (base, more)]
    assert held[1] < 0.9 * held[0]
    short = [m.recorder.series["gemeenten_krap"].mean() for m in (base, more)]
    assert 0 < short[1] < short[0]


def test_in_the_first_year_about_as_many_municipalities_are_short_as_said_so() -> None:
    """Almost 70 percent of 130 municipalities (2022): in some draws far fewer, in others nearly all."""
    short = run(12, {}, size=200).recorder.series["gemeenten_krap"].mean(axis=0)
    assert 0.55 < np.median(short) < 0.85
    assert np.quantile(short, 0.95) - np.quantile(short, 0.05) > 0.3


@pytest.mark.parametrize("parameter", ["bouwen.bouw_fte", "bouwen.aandeel_nieuwbouw"])
def test_a_twentieth_fewer_builders_for_homes_costs_completions(parameter: str) -> None:
    """As when schools, roads or insulation take them; a tenth more brings some."""
    at = {"bouwen.bouw_fte": 480_000, "bouwen.aandeel_nieuwbouw": 0.25}[parameter]
    fewer, now, more = (by_year(run(72, {parameter: at * f}), "nieuwbouw")[2:].sum() for f in (0.95, 1, 1.1))
    assert fewer < 0.998 * now
    assert more > 1.002 * now


def test_no_more_is_started_than_can_be_built() -> None:
    values: Values = FREE | {"bouwen.bouw_fte": 300_000, "procedures.opgelegde_vergunningen": 90_000}
    model = run(60, values)
    capacity = model.recorder.series["bouwcapaciteit"]
    assert (runs.total(model, "bouw_gestart") <= capacity / 12 + 1).all()
    # What waits for builders is what is ready, less what they could start in the time that a start takes.
    ready = model.klaar_voor_start.n.sum(axis=(0, 1))
    held = model.recorder.series["opgehouden"][-1, -1]
    assert (held > 0).all()
    assert (held <= ready).all()


def test_subsidies_bring_affordable_plans_on_and_no_dear_ones() -> None:
    none, much = (run(12, NO_QUEUES | {"haalbaarheid.subsidie_budget": b}, size=20) for b in (0, 2e9))
    waiting, left = (m.wacht_op_dekking.n.sum(axis=1) for m in (none, much))
    np.testing.assert_array_equal(waiting[3], left[3])
    assert (left[:3].sum(axis=0) < waiting[:3].sum(axis=0)).all()
    assert runs.total(much, "subsidie_betaald").sum() > 0


def test_the_incentive_is_paid_for_every_affordable_home_that_is_started() -> None:
    values: Values = FREE | {
        "verdeling.segmentverdeling_lopend": (1, 0, 0, 0), "haalbaarheid.stimulans_per_woning": 7_000,
        "haalbaarheid.stimulans_budget": 1e12,
    }  # fmt: skip
    model = run(24, values, size=20)
    np.testing.assert_allclose(
        runs.total(model, "stimulans_betaald"), 7_000 * runs.total(model, "bouw_gestart"), rtol=1e-6
    )


def test_a_grid_that_connects_more_holds_fewer_homes_and_more_are_completed() -> None:
    slow, fast = (run(96, {"remmen.net_aansluitingen": c}) for c in (20_000, 40_000))
    held = [m.recorder.series["opgehouden"][-12:, 4].mean() for m in (slow, fast)]
    assert held[1] < 0.5 * held[0]
    assert by_year(fast, "nieuwbouw").sum() > by_year(slow, "nieuwbouw").sum()


@pytest.mark.parametrize(
    ("room", "done", "parameter", "short"),
    [(95_000, 84_000, "procedures.spreiding_gemeenten", 0.70), (81_600, 70_000, "bouwen.spreiding_bouwers", 1 / 3)],
)
def test_the_spread_leaves_as_many_short_as_its_reason_says(
    room: float, done: float, parameter: str, short: float
) -> None:
    """In a steady state, where what waits is asked for again: what is asked is more than what is done."""
    value = resolve("wonen.yaml").parameters[f"wonen.{parameter}"].values[-1].value
    asked = np.linspace(done, 3 * done, 100_000)
    spread = np.full_like(asked, float(np.asarray(value)))
    steady = np.abs(asked * doorlaat(np.full_like(asked, room), asked, spread) - done).argmin()
    found = aandeel_krap(np.full_like(asked, room), asked, spread)[steady]
    assert found == pytest.approx(short, abs=0.03)
    if parameter.startswith("procedures"):
        assert 6 * (asked[steady] / done - 1) == pytest.approx(1.6, abs=0.1)
