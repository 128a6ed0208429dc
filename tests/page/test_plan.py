"""A wish as a scenario: the text is what `simulate check` and `simulate run` take, and problems find their field."""

from __future__ import annotations

from pathlib import Path

import pytest
from proef import Project

from simulate.inputs.catalogue import Catalogue
from simulate.inputs.checking import check
from simulate.inputs.paths import packaged, roots
from simulate.inputs.resolve.scenario import resolve
from simulate.page.basis import ELSE, basis_of, changed_since
from simulate.page.plan import Desk, Refused
from simulate.page.wish import decode
from simulate.running.identity import fingerprint

LINK = (
    "s=asiel.yaml&m=spreidingswet_intrekken:2027-07-01:zeker&m=grenscontroles&p=asiel.instroom.langjarig_niveau@2027-01-01=1.3"
    "&p=asiel.kosten.kosten_regulier=+10%&p=asiel.oekraine.instroom@2027-01-01=1000&p=asiel.oekraine.instroom@2029-01-01=2000"
    "&o=opvangplekken[noodopvang]&y=2028"
)


@pytest.fixture(scope="module")
def desk() -> Desk:
    """The project of this repository."""
    return Desk(Catalogue(roots(packaged().path / "scenarios" / "asiel.yaml")))


def test_the_text_gives_the_same_scenario_as_a_file(desk: Desk, tmp_path: Path) -> None:
    plan = desk.plan(decode(LINK)[0])
    for folder in ("scenarios", "parameters"):
        (tmp_path / folder).mkdir()
    file = tmp_path / "scenarios" / "asiel-wat-als.yaml"
    file.write_text(plan.text, encoding="utf-8")
    assert check([file]).problems == ()
    assert fingerprint(resolve(file)) == fingerprint(plan.scenario)
    assert plan.scenario.asks[0].outcome == "opvangplekken"
    assert fingerprint(plan.base) == fingerprint(resolve("asiel.yaml"))


def test_without_changes_the_scenario_is_the_base(desk: Desk) -> None:
    plan = desk.plan(decode("s=asiel.yaml&o=bezetting&y=2030")[0])
    assert plan.scenario is plan.base


def test_a_measure_that_a_scenario_takes_can_be_switched_off(desk: Desk) -> None:
    plan = desk.plan(decode("s=asiel-spreidingswet-ingetrokken.yaml&m=spreidingswet_intrekken::uit")[0])
    (off,) = [one for one in plan.scenario.measures if one.name == "spreidingswet_intrekken"]
    assert off.probability == 0


def test_certain_and_on_time_has_no_delay_and_no_chance(desk: Desk) -> None:
    plan = desk.plan(decode("s=asiel.yaml&m=spreidingswet_intrekken::zeker")[0])
    (sure,) = plan.scenario.measures
    assert (sure.probability, sure.delay) == (1, None)
    (usual,) = desk.plan(decode("s=asiel.yaml&m=spreidingswet_intrekken")[0]).scenario.measures
    assert usual.probability < 1
    assert usual.delay is not None


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ("p=asiel.instroom.langjarig_niveau@2027-01-01=-3", "asiel.instroom.langjarig_niveau"),
        ("p=asiel.instroom.langjarig_nivo=1", "asiel.instroom.langjarig_nivo"),
        ("m=spreidingswet_intrkken", "spreidingswet_intrkken"),
        ("m=dreiging_intrekking_spreidingswet:2030-01-01:zeker", "dreiging_intrekking_spreidingswet"),
    ],
)
def test_a_problem_stands_at_its_field(desk: Desk, change: str, field: str) -> None:
    with pytest.raises(Refused) as caught:
        desk.plan(decode(f"s=asiel.yaml&{change}")[0])
    assert [one.field for one in caught.value.refusals] == [field]


def test_what_changed_since_a_link_was_made_is_known(desk: Desk) -> None:
    base = desk.base("asiel.yaml")
    basis = basis_of(base)
    assert changed_since(basis, base) == []
    assert changed_since("", base) == []
    assert changed_since(basis[:-3], base) == [ELSE]
    name = "asiel.instroom.langjarig_niveau"
    value = base.parameters[name].values[-1].model_copy(update={"value": 1.4})
    other = base.parameters[name].model_copy(update={"values": (value,)})
    changed = base.model_copy(update={"parameters": base.parameters | {name: other}})
    assert changed_since(basis, changed) == ["asiel.instroom"]
    relabelled = base.model_copy(update={"label": base.label, "draws": 7})
    assert changed_since(basis, relabelled) == []


def test_a_file_that_changes_is_read_again(project: Project) -> None:
    desk = Desk(Catalogue(roots(project.path / "scenarios" / "basis.yaml")))
    before = desk.base("basis.yaml")
    project.change("scenarios/basis.yaml", "seed: 7", "seed: 70")
    assert desk.base("basis.yaml").seed == 70
    assert before.seed == 7


def test_the_names_of_scenarios_do_not_leave_the_project(desk: Desk) -> None:
    for name in ("../asiel.yaml", "/etc/passwd", "..%2fasiel.yaml", "maatregelen/asiel.yaml"):
        wish, unread = decode(f"s={name}")
        assert wish.scenario == ""
        assert unread
