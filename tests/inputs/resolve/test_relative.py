"""Changes of what a parameter would otherwise be, in scenarios and on the command line."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from proef import Project, problems

from simulate.inputs.resolve.relative import Relative, Shift, moved, shifted, signed_change
from simulate.inputs.resolve.resolved import dump_scenario, load_scenario
from simulate.inputs.resolve.scenario import resolve
from simulate.inputs.written import Miswritten
from simulate.running.identity import fingerprint
from simulate.running.sampling.distributions import quantile
from simulate.scenario import DatedValue, Distribution, Origin, Parameter, Scenario

ORIGIN = Origin(layer="parameters", file="a.yaml", line=1, role="assumption", reason="why")


def child(project: Project, override: str, name: str = "aanvragen", parent: str = "basis.yaml") -> None:
    project.write(
        "scenarios/kind.yaml",
        f"extends: {parent}\nlabel: {{nl: k, en: k}}\nparameters:\n  proef.instroom.{name}: {override}\n",
    )


def parameter(scenario: Scenario, name: str = "aanvragen") -> Parameter:
    return scenario.parameters[f"proef.instroom.{name}"]


def told(one: Parameter) -> list[tuple[int, object, str | None]]:
    return [(value.date.year, value.value, value.origin.typed) for value in one.values]


@pytest.mark.parametrize("written", ["+20 %", "+20%", "'+20 %'", "{multiply: 1.2}"])
def test_a_share_more_changes_every_value_and_its_uncertainty(project: Project, written: str) -> None:
    child(project, written)
    found = parameter(resolve("kind.yaml"))
    assert [value for _, value, _ in told(found)] == [21_800 * 1.2, 32_000 * 1.2]
    assert found.values[1].uncertainty is not None
    assert found.values[1].uncertainty.at == {"p10": 30_000, "p90": 48_000}
    assert found.values[0].origin.layer == "scenario kind"


def test_a_change_with_a_date_changes_what_is_in_force_then_and_what_comes_later(project: Project) -> None:
    child(project, "{2026-07-01: {add: -6}, 2028-01-01: -10 %}", parent="plan.yaml")
    assert told(parameter(resolve("kind.yaml"))) == [
        (2014, 21_800, None),
        (2024, 32_000, None),
        (2026, 45_000, None),
        (2026, 44_994, "add -6"),
        (2027, 39_994, "add -6"),
        (2028, 36_000, "-10 %"),
    ]


def test_entries_that_are_not_named_stay_what_they_are(project: Project) -> None:
    child(project, "{kansarm: +50 %, kansrijk: -10 %}", "kans")
    (value,) = parameter(resolve("kind.yaml"), "kans").values
    assert value.value == pytest.approx((0.15, 0.5, 0.81))
    assert value.origin.typed == "kansarm +50 %, kansrijk -10 %"
    assert value.uncertainty is not None
    low, high = value.uncertainty.at["p10"], value.uncertainty.at["p90"]
    assert isinstance(low, tuple)
    assert isinstance(high, tuple)
    assert (low[1], high[1]) == pytest.approx((0.4, 0.6))
    assert 0.05 < low[0] < 0.15 < high[0] < 1


def test_a_change_is_one_of_the_parent_and_of_the_command_line_again(project: Project) -> None:
    child(project, "{add: 1_000}", parent="plan.yaml")
    found = parameter(resolve("kind.yaml", {"proef.instroom.aanvragen": "+10%"}))
    assert found.values[-1].value == pytest.approx(1.1 * 41_000)
    assert found.values[-1].origin.typed == "+10%"
    assert found.values[-1].origin.layer == "command line"


def test_what_was_typed_is_kept_and_decides_nothing(project: Project) -> None:
    child(project, "{2026-01-01: {multiply: 2}}", "kosten")
    scenario = resolve("kind.yaml")
    file = project.write("resolved.yaml", dump_scenario(scenario))
    assert load_scenario(file) == scenario
    assert "typed: multiply 2" in file.read_text()
    bare = {
        name: one.model_copy(
            update={
                "values": tuple(
                    value.model_copy(update={"origin": value.origin.model_copy(update={"typed": None})})
                    for value in one.values
                )
            }
        )
        for name, one in scenario.parameters.items()
    }
    assert fingerprint(scenario.model_copy(update={"parameters": bare})) == fingerprint(scenario)


@pytest.mark.parametrize(
    ("name", "written", "message"),
    [
        ("aanvragen", "20 %", "'20 %' does not say whether it is more or less"),
        ("aanvragen", "'-6'", "'-6' can be a value or a change"),
        ("aanvragen", "+6", "'+6' can be a value or a change"),
        ("aanvragen", "{2026-01-01: +6}", "'+6' can be a value or a change"),
        ("aanvragen", "'+2,5 %'", "'+2,5 %' is no change"),
        ("aanvragen", "-120 %", "'-120 %' is more than all of it"),
        ("aanvragen", "{add: 1, multiply: 2}", "a change does one thing"),
        ("aanvragen", "{multiply: -2}", "-2 is not possible in factor"),
        ("aanvragen", "{2026-01-01: 5, 2027-01-01: +5 %}", "values and changes stand side by side"),
        ("aanvragen", "{add: -30_000}", "'add -30000' makes it -8200, not possible in personen/jaar"),
        ("aanvragen", "{add: -6, role: observed}", "no source is given"),
        ("kans", "{kansarmoede: +5 %}", "'kansarmoede' is not on the axis groep"),
        ("kans", "{kansarm: 0.3, kansrijk: +5 %}", "'0.3' is no change"),
        ("kans", "{add: {kansrijk: 0.2}}", "'add kansrijk 0.2' makes it 1.1, not possible in kans"),
    ],
)
def test_what_is_no_change_or_cannot_be(project: Project, name: str, written: str, message: str) -> None:
    child(project, written, name)
    found = problems(lambda: resolve("kind.yaml"))
    assert [(problem.message, problem.line) for problem in found] == [(message, 4)]
    assert found[0].expected


def test_a_number_with_a_sign_is_refused_where_it_could_be_a_value(project: Project) -> None:
    project.change("parameters/proef/instroom.yaml", "unit: EUR/persoon/jaar", "unit: EUR/jaar")
    name = "proef.instroom.kosten"
    (problem,) = problems(lambda: resolve("basis.yaml", {name: "-6"}))
    assert (problem.message, problem.expected) == ("'-6' can be a value or a change", "name=set:-6 or name=add:-6")
    assert parameter(resolve("basis.yaml", {name: "set:-6"}), "kosten").values[0].value == -6
    assert parameter(resolve("basis.yaml", {name: "add:-6"}), "kosten").values[0].value == 30_394
    assert parameter(resolve("basis.yaml", {name: "2026-01-01:-50%"}), "kosten").values[1].value == 15_200
    child(project, "-6", "kosten")
    assert parameter(resolve("kind.yaml"), "kosten").values[0].value == -6


def test_the_label_says_what_was_set(project: Project) -> None:
    assert resolve("basis.yaml").label.en == "Baseline"
    label = resolve("basis.yaml", {"proef.instroom.aanvragen": "2026-01-01:+5%", "proef.instroom.stop": "1"}).label
    assert label.nl == "Basis (Aanvragen: 2026-01-01:+5%; Stop: 1)"


SPREADS = {"normal": (60.0, 140.0), "lognormal": (60.0, 140.0), "uniform": (60.0, 140.0)}


@given(st.sampled_from(sorted(SPREADS)), st.floats(0.1, 3), st.floats(0.01, 0.99))
def test_every_draw_is_multiplied(dist: str, factor: float, quantile_of_draw: float) -> None:
    names = ("min", "max") if dist == "uniform" else ("p10", "p90")
    spread = Distribution.model_validate({"dist": dist, "at": dict(zip(names, SPREADS[dist], strict=True))})
    value = DatedValue(date=date(2026, 1, 1), value=100.0, origin=ORIGIN, uncertainty=spread)
    after = moved(value, Shift(Relative("multiply", factor, ""), ORIGIN), None)
    assert after.uncertainty is not None
    drawn = np.array([quantile_of_draw])
    np.testing.assert_allclose(quantile(after.uncertainty, drawn), factor * quantile(spread, drawn), rtol=1e-12)


@given(st.lists(st.integers(0, 40), min_size=1, max_size=6, unique=True), st.integers(0, 40), st.integers(-50, 50))
def test_on_every_day_it_is_what_it_was_and_from_its_date_on_so_much_more(
    years: list[int], since: int, more: int
) -> None:
    below = [DatedValue(date=date(2000 + year, 1, 1), value=100.0 * year, origin=ORIGIN) for year in sorted(years)]
    start = date(2000 + max(since, min(years)), 7, 1)
    after = shifted(below, [(start, Shift(Relative("add", float(more), ""), ORIGIN))], None)

    def at(values: list[DatedValue], day: date) -> object:
        return next((value.value for value in reversed(values) if value.date <= day), values[0].value)

    for year in range(2000, 2042):
        day = date(year, 7, 1)
        was = at(below, day)
        assert isinstance(was, float)
        assert at(after, day) == (was + more if day >= start else was)
    assert [value.date for value in after] == sorted({value.date for value in after})


@pytest.mark.parametrize("text", ["6", "abc", "set:-6", "20%"])
def test_what_is_no_change(text: str) -> None:
    assert signed_change(text) is None


@pytest.mark.parametrize(
    "text",
    ["+", "--6", "+1e999", "add:x", "add:6.000", "+12,5", "-\N{FULLWIDTH DIGIT SIX}", "add:nan", "+10.000 %", "+1__0%"],
)
def test_the_number_of_a_change_is_read_as_any_other(text: str) -> None:
    with pytest.raises(Miswritten) as said:
        signed_change(text)
    assert said.value.expected


def test_a_change_of_a_thousand_may_be_typed_with_an_underscore() -> None:
    assert signed_change("+1_000") == Relative("add", 1000.0, "+1_000")
