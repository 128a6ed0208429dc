"""As of a day in the past: what was published later is not used, and what is carried forward keeps its spread."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from proef import Project, problems
from scipy.special import logit

from simulate.inputs.resolve.as_of import published, scaled_uncertainty
from simulate.inputs.resolve.scenario import resolve
from simulate.scenario import DatedValue, Distribution, Origin, Scenario

NOWHERE = Origin(layer="", file="", line=0, role="assumption")


def past(project: Project, *lines: str, as_of: str = "2023-06-01") -> str:
    project.write(
        "scenarios/toen.yaml",
        "\n".join(("extends: basis.yaml", "label: {nl: t, en: t}", "start: 2023-01-01", f"as_of: {as_of}", *lines, "")),
    )
    return "toen.yaml"


def applications(scenario: Scenario) -> list[tuple[date, object]]:
    return [(value.date, value.value) for value in scenario.parameters["proef.instroom.aanvragen"].values]


def test_a_value_is_known_from_its_date_its_lag_or_the_day_it_was_published() -> None:
    day = date(2022, 11, 1)
    assert published(day, None, None) == day
    assert published(day, None, 14) == date(2024, 1, 1)
    assert published(day, date(2023, 2, 3), 14) == date(2023, 2, 3)


def test_what_was_published_later_is_not_there(project: Project) -> None:
    scenario = resolve(past(project))
    assert scenario.as_of == date(2023, 6, 1)
    assert applications(scenario) == [(date(2014, 1, 1), 21_800)]
    assert applications(resolve("basis.yaml"))[-1] == (date(2024, 1, 1), 32_000)


def test_the_last_known_value_is_as_uncertain_in_proportion(project: Project) -> None:
    (value,) = resolve(past(project)).parameters["proef.instroom.aanvragen"].values
    assert value.uncertainty is not None
    assert value.uncertainty.at["p10"] == pytest.approx(25_000 * 21_800 / 32_000)
    assert value.uncertainty.at["p90"] == pytest.approx(40_000 * 21_800 / 32_000)


def test_a_lag_and_a_day_of_publication_decide(project: Project) -> None:
    project.change("parameters/proef/instroom.yaml", "  role: observed\n", "  role: observed\n  lag: 14\n")
    assert applications(resolve(past(project, as_of="2025-02-28")))[-1][1] == 21_800
    assert applications(resolve(past(project, as_of="2025-03-01")))[-1][1] == 32_000
    project.change("parameters/proef/instroom.yaml", "value: 32_000,", "value: 32_000, published: 2024-02-01,")
    assert applications(resolve(past(project, as_of="2024-02-01")))[-1][1] == 32_000


def test_what_the_scenario_itself_says_counts_when_it_was_known(project: Project) -> None:
    known = "{2022-01-01: 24_000, 2023-01-01: {value: 30_000, published: 2023-03-01}, 2023-09-01: 99_000}"
    scenario = resolve(past(project, f"parameters: {{proef.instroom.aanvragen: {known}}}"))
    assert applications(scenario) == [
        (date(2014, 1, 1), 21_800),
        (date(2022, 1, 1), 24_000),
        (date(2023, 1, 1), 30_000),
    ]


def test_of_a_parameter_something_must_have_been_known(project: Project) -> None:
    project.change("parameters/proef/instroom.yaml", "  role: estimated\n", "  role: estimated\n  lag: 60\n")
    (problem,) = problems(lambda: resolve(past(project)))
    assert "no value of proef.instroom.kosten was published by 2023-06-01" in problem.message
    assert problem.place.startswith("scenarios/toen.yaml:4:")
    assert resolve(past(project, "parameters: {proef.instroom.kosten: 28_000}"))


def test_what_is_given_is_known_nevertheless(project: Project) -> None:
    scenario = resolve(past(project, "given: [proef.instroom.aanvragen]"))
    assert scenario.given == ("proef.instroom.aanvragen",)
    assert applications(scenario) == applications(resolve("basis.yaml"))
    later = "parameters: {proef.instroom.aanvragen: {2023-09-01: 99_000}}"
    assert applications(resolve(past(project, "given: [proef.instroom.aanvragen]", later)))[-1][1] == 99_000
    lines = ("extends: basis.yaml", "label: {nl: t, en: t}", "given: [proef.instroom.aanvragen]", "")
    project.write("scenarios/nu.yaml", "\n".join(lines))
    (problem,) = problems(lambda: resolve("nu.yaml"))
    assert problem.place.startswith("scenarios/nu.yaml:3:1")


def test_a_share_keeps_its_spread_in_odds() -> None:
    spread = Distribution(dist="logitnormal", at={"p10": (0.3, 0.2), "p90": (0.7, 0.4)})
    last = DatedValue(date=date(2024, 1, 1), value=(0.5, 0.3), origin=NOWHERE, uncertainty=spread)
    kept = DatedValue(date=date(2014, 1, 1), value=(0.9, 0.3), origin=NOWHERE)
    moved = scaled_uncertainty(last, kept)
    assert moved is not None
    np.testing.assert_allclose(logit(moved.at["p10"]) - logit((0.9, 0.3)), logit((0.3, 0.2)) - logit((0.5, 0.3)))
    assert moved.at["p90"][1] == pytest.approx(0.4)  # type: ignore[index]


def test_what_moves_from_year_to_year_moves_in_proportion_where_it_is_in_the_unit_of_the_value() -> None:
    for dist, at, yearly in (
        ("normal", {"p10": 90.0, "p90": 110.0}, 0.5),
        ("lognormal", {"p10": 90.0, "p90": 110.0}, 5.0),
    ):
        spread = Distribution(dist=dist, at=at, yearly=5.0)  # type: ignore[arg-type]
        last = DatedValue(date=date(2024, 1, 1), value=100.0, origin=NOWHERE, uncertainty=spread)
        moved = scaled_uncertainty(last, DatedValue(date=date(2014, 1, 1), value=10.0, origin=NOWHERE))
        assert moved is not None
        assert (moved.at, moved.yearly) == ({"p10": 9.0, "p90": 11.0}, yearly)


def test_nothing_is_in_proportion_to_nought() -> None:
    spread = Distribution(dist="uniform", at={"min": 0.0, "max": 4.0})
    last = DatedValue(date=date(2024, 1, 1), value=2.0, origin=NOWHERE, uncertainty=spread)
    assert scaled_uncertainty(last, DatedValue(date=date(2014, 1, 1), value=0.0, origin=NOWHERE)) is None


def test_any_scenario_can_be_asked_for_as_of_a_day(project: Project) -> None:
    scenario = resolve("basis.yaml", as_of=date(2022, 1, 1))
    assert (scenario.start, scenario.as_of) == (date(2022, 1, 1), date(2022, 1, 1))
    assert applications(scenario) == [(date(2014, 1, 1), 21_800)]
    (problem,) = problems(lambda: resolve("basis.yaml", as_of=date(2015, 1, 1)))
    assert problem.text == "--as-of 2015-01-01"
    assert "no value of proef.instroom.kosten" in problem.message
