"""What a role asks for: a source, a reason, or both; and what a switch may not be."""

from __future__ import annotations

from datetime import date

import pytest

from simulate.inputs.catalogue import Catalogue
from simulate.inputs.paths import packaged, roots
from simulate.inputs.rules.parameters import parameter_problems, role_problems
from simulate.inputs.schema.forms import LabelForm, ParameterForm, Percentiles, ValueForm
from simulate.inputs.yaml.document import Document
from simulate.scenario import Role


def said(role: Role, source: str | None, reason: str | None) -> list[str]:
    return [
        problem.message for problem in role_problems(Document("a.yaml", "a.yaml", [], ""), (), role, source, reason)
    ]


@pytest.mark.parametrize(
    ("role", "source", "reason", "wrong"),
    [
        ("claimed", "x:1", None, []),
        ("claimed", None, "they say so", ["no source is given"]),
        ("switch", None, "nothing sets it", []),
        ("switch", "law", None, []),
        ("switch", None, None, ["a switch must say why it is neutral"]),
        ("estimated", "x", None, ["an estimate must say why"]),
        ("observed", "x", None, []),
    ],
)
def test_a_role_asks_for_its_grounds(role: Role, source: str | None, reason: str | None, wrong: list[str]) -> None:
    assert said(role, source, reason) == wrong


def test_a_switch_is_exact() -> None:
    spread = Percentiles(dist="normal", p10=0.0, p90=2.0, reason="wide")
    values = {date(2020, 1, 1): ValueForm(value=1.0, reason="neutral")}
    form = ParameterForm(label=LabelForm(nl="x", en="x"), unit="factor", role="switch", values=values)
    form = form.model_copy(update={"uncertainty": spread})
    data = {"knop": {"values": {"2020-01-01": {}}, "uncertainty": {}}}
    problems = parameter_problems(form, Document("a.yaml", "a.yaml", [], "", data), ("knop",))
    assert "a switch moves nothing, so it is exact" in [problem.message for problem in problems]


def test_a_shipped_switch_stays_as_it_is_in_the_baseline() -> None:
    """It has one value, whatever the date."""
    library = Catalogue(roots(packaged().path / "scenarios")).library
    switches = {}
    for model in ("asiel", "wonen", "zorg", "gemeenten"):
        for name, item in library.parameters(model).items.items():
            assert item.form is not None
            roles = {value.role or item.form.role for value in item.form.values.values()}
            if "switch" in roles:
                switches[name] = (roles, {str(value.value) for value in item.form.values.values()})
    assert len(switches) > 15
    assert {name for name, (roles, values) in switches.items() if roles != {"switch"} or len(values) != 1} == set()
