"""What a block brings to a model: a pure function of scenario and block, and of each name alone."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pytest
from toy import ORIGIN

from simulate.engine.draws import Draws, Path
from simulate.engine.streams import BLOCK
from simulate.running.sampling.design import column
from simulate.running.sampling.distributions import quantile
from simulate.running.sampling.draws import sample
from simulate.scenario import (
    Condition,
    DatedValue,
    Distribution,
    Effect,
    LegalStatus,
    Measure,
    Numbers,
    Parameter,
    Scenario,
)
from simulate.vocabulary import Label

SIZE = 200
SPREAD = Distribution(dist="lognormal", at={"p10": 80.0, "p90": 130.0})
SHARES = Distribution(dist="uniform", at={"min": (0.1, 0.2, 0.3), "max": (0.2, 0.4, 0.9)})
LABEL = Label(nl="x", en="x")


def dated(*values: tuple[int, Numbers, Distribution | None]) -> tuple[DatedValue, ...]:
    return tuple(DatedValue(date=date(y, 1, 1), value=v, origin=ORIGIN, uncertainty=u) for y, v, u in values)


def parameter(name: str, unit: str = "personen/maand", axis: str | None = None, *, values: Any) -> Parameter:
    return Parameter(name=f"toy.a.{name}", label=LABEL, unit=unit, axis=axis, values=dated(*values))


PARAMETERS = [
    parameter("exact", values=[(2024, 40.0, None), (2025, 50.0, None)]),
    parameter("onzeker", values=[(2024, 90.0, None), (2025, 100.0, SPREAD), (2026, 110.0, SPREAD)]),
    parameter("aandeel", "aandeel", "groep", values=[(2025, (0.15, 0.3, 0.6), SHARES)]),
    parameter("wijd", "aandeel", values=[(2025, 0.5, Distribution(dist="normal", at={"p10": 0.1, "p90": 0.9}))]),
]


def measure(name: str = "wet", **more: Any) -> Measure:
    effects = (
        Effect(parameter="toy.a.exact", operation="multiply", value=1.1, origin=ORIGIN, uncertainty=SPREAD),
        Effect(parameter="toy.a.onzeker", operation="set", value=3.0, origin=ORIGIN),
    )
    status = LegalStatus(status="bill", date=date(2024, 9, 13))
    body: dict[str, Any] = {"name": name, "label": LABEL, "legal_status": status, "origin": ORIGIN}
    return Measure(**(body | {"start": date(2026, 1, 1), "effects": effects} | more))


def scenario(*measures: Measure, parameters: list[Parameter] = PARAMETERS, **more: Any) -> Scenario:
    body: dict[str, Any] = {"name": "s", "label": LABEL, "model": "toy", "start": date(2025, 1, 1), "months": 24}
    body |= {"draws": 1000, "seed": 7, "parameters": {p.name: p for p in parameters}, "measures": measures}
    return Scenario(**(body | more))


LATE = Distribution(dist="uniform", at={"min": 0.0, "max": 12.0})


def bits(draws: Draws) -> list[bytes]:
    """Every array in it."""
    arrays: list[Any] = [value for path in draws.paths.values() for value in path.values]
    for m in draws.measures:
        arrays += [m.delay, m.comes, *(e.value for e in m.effects)]
    return [np.asarray(a).tobytes() for a in arrays]


def joined(path: str, blocks: int, size: int, **more: Any) -> np.ndarray[Any, Any]:
    return np.concatenate([sample(scenario(**more), b, size).paths[path].values[-1] for b in range(blocks)], axis=-1)


def test_a_block_does_not_depend_on_the_order_of_the_blocks() -> None:
    world = scenario(measure(delay=LATE, probability=0.6))
    forwards = [bits(sample(world, block, SIZE)) for block in range(4)]
    backwards = [bits(sample(world, block, SIZE)) for block in (3, 1, 2, 0)]
    assert forwards == [backwards[i] for i in (3, 1, 2, 0)]
    assert forwards[0] != forwards[1]


def test_a_draw_is_the_same_draw_however_many_there_are() -> None:
    many = joined("toy.a.onzeker", 1, 4 * SIZE)
    np.testing.assert_array_equal(joined("toy.a.onzeker", 1, SIZE), many[:SIZE])
    np.testing.assert_array_equal(joined("toy.a.onzeker", 2, BLOCK), joined("toy.a.onzeker", 1, 2 * BLOCK))
    np.testing.assert_array_equal(sample(scenario(draws=9), 0, SIZE).paths["toy.a.onzeker"].values[-1], many[:SIZE])


def test_an_uncertain_value_is_its_quantile_in_the_column_of_its_name() -> None:
    path = sample(scenario(), 2, SIZE).paths["toy.a.onzeker"]
    u = column(7, "toy.a.onzeker", np.arange(2 * BLOCK, 2 * BLOCK + SIZE))
    np.testing.assert_array_equal(path.values[1], quantile(SPREAD, u))
    assert path.dates == (date(2024, 1, 1), date(2025, 1, 1), date(2026, 1, 1))


def test_all_dates_and_entries_of_a_parameter_move_together() -> None:
    draws = sample(scenario(), 0, SIZE)
    path = draws.paths["toy.a.onzeker"]
    np.testing.assert_array_equal(path.values[1], path.values[2])
    shares = draws.paths["toy.a.aandeel"].values[0]
    assert shares.shape == (3, SIZE)
    orders = np.argsort(shares, axis=1)
    np.testing.assert_array_equal(orders, orders[[0, 0, 0]])


def test_what_is_exact_is_one_number() -> None:
    draws = sample(scenario(), 0, SIZE)
    exact = draws.paths["toy.a.exact"]
    assert [np.shape(v) for v in exact.values] == [(), ()]
    assert [float(v) for v in exact.values] == [40, 50]
    assert float(draws.paths["toy.a.onzeker"].values[0]) == 90
    assert sample(scenario(uncertainty=False), 0, SIZE).paths["toy.a.aandeel"].values[0].shape == (3, 1)


def test_one_number_for_all_entries_is_a_number_for_each() -> None:
    one = parameter("gelijk", "aandeel", "groep", values=[(2024, 0.25, None), (2025, (0.1, 0.2, 0.3), None)])
    path = sample(scenario(parameters=[one]), 0, SIZE).paths["toy.a.gelijk"]
    assert [np.shape(value) for value in path.values] == [(3, 1), (3, 1)]
    np.testing.assert_array_equal(path.values[0][:, 0], 0.25)


def test_values_stay_within_what_is_possible_in_their_unit() -> None:
    path: Path = sample(scenario(), 0, SIZE).paths["toy.a.wijd"]
    assert (path.low, path.high) == (0, 1)
    assert path.values[0].min() == 0
    assert path.values[0].max() == 1


def test_another_parameter_or_measure_leaves_the_others_alone() -> None:
    extra = parameter("extra", values=[(2025, 100.0, SPREAD)])
    base = sample(scenario(measure()), 0, SIZE)
    more = sample(scenario(measure("ander", delay=LATE), measure(), parameters=[extra, *PARAMETERS]), 0, SIZE)
    for name, path in base.paths.items():
        assert [v.tobytes() for v in path.values] == [v.tobytes() for v in more.paths[name].values]
    for old, new in zip(base.measures[0].effects, more.measures[1].effects, strict=True):
        np.testing.assert_array_equal(old.value, new.value)


def test_names_are_independent() -> None:
    """Two parameters with the same distribution, an effect of the same, a delay and a chance."""
    twin = parameter("tweeling", values=[(2025, 100.0, SPREAD)])
    draws = sample(scenario(measure(delay=LATE, probability=0.5), parameters=[*PARAMETERS, twin]), 0, 4000)
    (m,) = draws.measures
    assert m.delay is not None
    assert m.comes is not None
    columns = [draws.paths[n].values[-1] for n in ("toy.a.onzeker", "toy.a.tweeling")]
    columns += [m.effects[0].value, m.delay, m.comes]
    apart = np.abs(np.corrcoef(np.array(columns, float)) - np.eye(5))
    assert apart.max() < 4.5 / np.sqrt(4000)


def test_a_measure_comes_late_and_perhaps() -> None:
    (m,) = sample(scenario(measure(delay=LATE, probability=0.3)), 0, 1024).measures
    assert m.delay is not None
    assert m.comes is not None
    # Rounded to whole months: half a month at both ends.
    np.testing.assert_allclose(np.bincount(m.delay) / 1024, [1 / 24] + [1 / 12] * 11 + [1 / 24], atol=0.002)
    assert m.comes.mean() == pytest.approx(0.3, abs=0.001)
    (sure,) = sample(scenario(measure()), 0, SIZE).measures
    assert sure.delay is None
    assert sure.comes is None
    early = Distribution(dist="normal", at={"p10": -9.0, "p90": 9.0})
    (m,) = sample(scenario(measure(delay=early)), 0, SIZE).measures
    assert m.delay is not None
    assert m.delay.min() == 0


def test_the_facts_of_a_measure_are_kept() -> None:
    condition = Condition(outcome="bezetting", above=3.0)
    (m,) = sample(scenario(measure(until=date(2027, 1, 1), phase_in=6, conditions=(condition,))), 0, SIZE).measures
    assert (m.name, m.start, m.until, m.phase_in) == ("wet", date(2026, 1, 1), date(2027, 1, 1), 6)
    assert m.conditions == (condition,)
    assert [(e.parameter, e.operation) for e in m.effects] == [("toy.a.exact", "multiply"), ("toy.a.onzeker", "set")]
    assert float(m.effects[1].value) == 3


def test_without_uncertainty_all_is_central() -> None:
    likely, unlikely = measure("a", delay=LATE, probability=0.6), measure("b", probability=0.4)
    draws = sample(scenario(likely, unlikely, uncertainty=False), 0, SIZE)
    centres = {"exact": 50, "onzeker": 110, "aandeel": [[0.15], [0.3], [0.6]], "wijd": 0.5}
    for name, centre in centres.items():
        np.testing.assert_array_equal(draws.paths[f"toy.a.{name}"].values[-1], centre)
    a, b = draws.measures
    assert float(a.effects[0].value) == 1.1
    assert a.delay is not None
    np.testing.assert_array_equal(a.delay, 6)
    assert a.comes is not None
    assert a.comes.all()
    assert b.comes is not None
    assert not b.comes.any()
