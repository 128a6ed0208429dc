"""A model of one's own on the page: nothing of the page, and no shipped line, knows of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.page.conftest import Server, serve

MORE = "p=jeugdzorg.wachtlijst.behandelaars@2027-01-01=120"
STATE = f"s=jeugdzorg.yaml&{MORE}&o=wachtend&y=2029"
PART = "nederland-met-jeugdzorg.yaml"


@pytest.fixture(scope="module")
def own(jeugdzorg: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The page from an empty folder, with the example installed beside simulate."""
    made = serve(tmp_path_factory.mktemp("leeg"), "jeugdzorg", beside=(jeugdzorg,))
    yield made
    made.process.kill()
    made.process.wait()


def test_its_scenarios_levers_and_outcomes_are_there(own: Server) -> None:
    assert own.state.endswith("s=jeugdzorg.yaml")
    assert {"name": "jeugdzorg", "label": "Jeugdzorg"} in own.get("/api/models")
    files = {one["file"]: one for one in own.get("/api/scenarios")["scenarios"]}
    assert {"jeugdzorg.yaml", "jeugdzorg-meer-behandelaars.yaml", PART} <= files.keys()
    assert files["jeugdzorg.yaml"]["question"] == "Hoeveel kinderen wachten er over vier jaar?"
    about = own.get("/api/scenarios/jeugdzorg.yaml?language=nl")
    first, second = about["levers"]
    assert (first["name"], first["value"], first["min"], first["max"]) == (
        "jeugdzorg.wachtlijst.behandelaars", 80, 40, 120,
    )  # fmt: skip
    assert first["reason"].startswith("Hoeveel behandelaars")
    assert second["file"] == "jeugdzorg:parameters/schuiven.yaml:10"
    assert [one["name"] for one in about["outcomes"] if one["headline"]] == ["wachtend", "wachttijd", "in_zorg"]
    found = own.get("/api/parameters?scenario=jeugdzorg.yaml&q=trajecten")["parameters"]
    assert found[0]["unit"] == "trajecten per fte per maand"


def test_its_answer_and_fan_move_with_a_lever(own: Server) -> None:
    run = own.post("/api/runs", {"state": STATE}, 202)
    data = own.get(f"/api/runs/{run['id']}/outcomes/wachtend?against={run['base']}&draws=100&year=2029")
    base, variant = data["runs"]
    assert len(base["fan"]["at"]) == len(variant["difference"]["at"]) == 48
    assert variant["difference"]["mean"][-1] < 0
    (answer,) = data["answers"]
    assert answer["seen"] == "lower"
    assert data["inputs"][0]["rows"]


def test_its_variants_are_compared(own: Server) -> None:
    kept = f"k={MORE.replace('=', '%3D')}&k=p%3Djeugdzorg.wachtlijst.verwijzingen%3D180"
    run = own.post("/api/runs", {"state": f"s=jeugdzorg.yaml&o=wachtend&y=2029&{kept}", "compare": True}, 202)
    base, first, last = run["runs"]
    path = f"/api/runs/{last}/outcomes/wachtend?against={base}&with={first}&name=A&name=B&draws=60&year=2029"
    assert [one["seen"] for one in own.get(path)["answers"]] == ["lower", "lower"]


@pytest.mark.long
def test_its_report_is_made(own: Server) -> None:
    job = own.done(own.post("/api/report", {"state": STATE, "draws": 40}, 202))
    status, _, body = own.raw("GET", f"/api/jobs/{job['id']}/file", headers=own.key)
    assert status == 200
    text = body.decode()
    assert "Jeugdzorg zoals nu" in text
    assert "De cijfers zijn verzonnen" in text


def test_it_is_a_part_of_the_whole_with_its_levers(own: Server) -> None:
    about = own.get(f"/api/scenarios/{PART}")
    names = [one["name"] for one in about["levers"]]
    assert names[:2] == ["jeugdzorg.wachtlijst.behandelaars", "jeugdzorg.wachtlijst.verwijzingen"]
    assert "asiel.instroom.langjarig_niveau" in names
    assert len(names) == 8
    state = f"s={PART}&{MORE}&o=bevolking&y=2027"
    assert own.post("/api/check", {"state": state})["problems"] == []
