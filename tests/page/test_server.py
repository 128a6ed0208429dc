"""The calls of the page, as a script would make them."""

from __future__ import annotations

import http.client
import json
import os
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import pytest

from simulate.inputs.checking import check
from simulate.page.app import CALLS
from simulate.page.schema import openapi
from tests.page.conftest import Server, serve

STATE = "s=kort.yaml&m=spreidingswet_intrekken:2026-07-01:zeker&o=plekken_totaal&y=2028"


def made(server: Server, state: str = STATE) -> dict[str, Any]:
    found: dict[str, Any] = server.post("/api/runs", {"state": state}, 202)
    return found


def shown(server: Server, state: str, draws: int, language: str = "nl") -> dict[str, Any]:
    run = made(server, state)
    against = f"against={run['base']}&" if len(run["runs"]) > 1 else ""
    part = run["outcome"].replace("[", "%5B").replace("]", "%5D")
    path = f"/api/runs/{run['id']}/outcomes/{part}?{against}draws={draws}&year=2028&language={language}"
    found: dict[str, Any] = server.get(path)
    return found


def events(server: Server, path: str, most: int = 20) -> list[tuple[str, dict[str, Any]]]:
    """Listen until it is done, failed, or so many events have come."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=120)
    connection.request("GET", path, headers=server.key)
    answer, heard, kind = connection.getresponse(), list[tuple[str, dict[str, Any]]](), ""
    assert answer.status == 200
    while len(heard) < most and (line := answer.readline().decode()):
        if line.startswith("event: "):
            kind = line[7:].strip()
        elif line.startswith("data: "):
            heard.append((kind, json.loads(line[6:])))
            if kind in ("done", "failed"):
                break
    connection.close()
    return heard


def test_what_is_described_is_what_there_is() -> None:
    described = {(method.upper(), path) for path, calls in openapi()["paths"].items() for method in calls}
    assert described == {(method, path) for method, path, _ in CALLS}


def test_the_description_in_the_docs_is_that_of_the_server(server: Server) -> None:
    there = json.loads((Path(__file__).parents[2] / "docs" / "openapi.json").read_text(encoding="utf-8"))
    assert server.get("/api/openapi.json") == there, "run `python -m docs.build openapi`"


def test_scenarios_models_and_measures_are_listed(server: Server) -> None:
    found = server.get("/api/scenarios")
    (own,) = [one for one in found["scenarios"] if one["own"]]
    assert (own["file"], own["label"]) == ("kort.yaml", "Drie jaar asiel")
    assert {"asiel", "nederland"} <= {one["name"] for one in server.get("/api/models")}
    about = server.get("/api/scenarios/kort.yaml?language=en")
    assert about["label"] == "Three years of asylum"
    assert about["years"] == [2026, 2027, 2028]
    assert len(about["levers"]) == 8
    measures = server.get("/api/measures?scenario=kort.yaml&q=spreidingswet")["measures"]
    assert "spreidingswet_intrekken" in [one["name"] for one in measures]
    assert "vng" in server.get("/api/measures/dreiging_intrekking_spreidingswet")["source"].lower()
    assert server.get("/api/parameters?scenario=kort.yaml&q=nareis")["parameters"]


@pytest.mark.parametrize("scenario", ["nederland.yaml", "gemeenten.yaml", "wonen.yaml", "zorg.yaml"])
def test_every_model_appears_without_code_for_it(server: Server, scenario: str) -> None:
    about = server.get(f"/api/scenarios/{scenario}")
    assert about["levers"]
    assert about["measures"]
    assert any(one["headline"] for one in about["outcomes"])


def test_a_lever_begins_at_what_a_measure_of_the_scenario_sets(server: Server) -> None:
    """And of one that such a measure overrules it is said that moving it does nothing."""
    name = "gemeenten.spuk.korting"
    for scenario, value in (("gemeenten.yaml", 0), ("gemeenten-regeerprogramma.yaml", 0.1)):
        (lever,) = [one for one in server.get(f"/api/scenarios/{scenario}")["levers"] if one["name"] == name]
        assert lever["value"] == value
        said = server.post("/api/check", {"state": f"s={scenario}&p={name}=0.2"})["said"]
        assert len(said) == (1 if value else 0)


def test_a_check_gives_yaml_that_check_takes_or_problems_with_their_field(server: Server, tmp_path: Path) -> None:
    good = server.post("/api/check", {"state": STATE})
    assert good["problems"] == good["dropped"] == []
    file = tmp_path / "scenarios" / "plan.yaml"
    file.parent.mkdir()
    file.write_text(good["yaml"].replace("kort.yaml", "asiel.yaml"), encoding="utf-8")
    assert check([file]).problems == ()
    bad = server.post("/api/check", {"state": f"{STATE}&p=asiel.instroom.langjarig_niveau=-1"})
    (problem,) = bad["problems"]
    assert problem["field"] == "asiel.instroom.langjarig_niveau"
    assert problem["message"] == "-1 kan niet bij de eenheid factor"
    lost = server.post("/api/check", {"state": "s=kort.yaml&m=bestaat_niet&o=ook_niet&p=asiel.x.y=1"})
    assert [one["text"] for one in lost["dropped"]] == ["m=bestaat_niet", "p=asiel.x.y", "o=ook_niet"]
    near = server.post("/api/check", {"state": "s=asiell.yaml"})
    assert "asiel.yaml" in near["dropped"][0]["reason"]


def test_what_changed_since_a_link_is_said(server: Server) -> None:
    basis = server.post("/api/check", {"state": "s=kort.yaml"})["wish"]["basis"]
    old = f"s=kort.yaml&b={'000' + basis[3:]}"
    assert server.post("/api/check", {"state": old})["changed"] == ["code"]


def test_a_run_is_told_of_in_stages(server: Server) -> None:
    run = made(server)
    heard = events(server, f"/api/runs/{run['id']}/events?against={run['base']}", most=3)
    assert heard[0][0] == "queued"
    assert "preview" in [kind for kind, _ in heard]
    first = next(data for kind, data in heard if kind == "preview")
    assert first["draws"] in run["stages"]
    assert not first["last"]


def test_base_and_variant_are_paired_and_of_equal_width(server: Server) -> None:
    data = shown(server, STATE, 100)
    base, variant = data["runs"]
    assert data["draws"] == 100
    assert len(base["fan"]["at"]) == len(variant["difference"]["at"]) == 36
    means = [one - other for one, other in zip(variant["fan"]["mean"], base["fan"]["mean"], strict=True)]
    assert variant["difference"]["mean"] == pytest.approx(means, abs=1e-6)
    assert "100" in data["answers"][0]["precision"]
    assert data["answers"][0]["precision"].startswith("Voorlopig")
    assert data["targets"]
    assert [one["seen"] for one in data["expected"]]
    assert data["inputs"][0]["rows"]


def test_few_draws_claim_nothing_that_their_error_does_not_allow(server: Server) -> None:
    data = shown(server, "s=kort.yaml&p=asiel.kosten.kosten_crisis=+1%&o=kosten_asielketen&y=2026", 20, "en")
    assert {one["seen"] for one in data["answers"]} <= {"unseen", "same", "higher"}
    few = shown(server, f"{STATE}&p=asiel.instroom.spreiding=0.5", 5, "en")
    assert {one["seen"] for one in few["answers"]} <= {"unseen", "same"}
    assert "no difference" in few["answers"][0]["text"]


def test_csv_has_what_is_shown(server: Server) -> None:
    run = made(server)
    path = f"/api/runs/{run['id']}/draws.csv?against={run['base']}&draws=50&outcome=plekken_totaal"
    status, headers, body = server.raw("GET", path, headers=server.key)
    assert status == 200
    assert "attachment" in headers["content-disposition"]
    lines = body.decode().splitlines()
    assert len(lines) == 1 + 3 * 36
    assert lines[0].startswith("outcome,run,what,month,draws,mean,p5")


@pytest.mark.long
def test_keeping_makes_an_ordinary_run_with_the_answer_of_the_page(short: Path, tmp_path: Path) -> None:
    from simulate.api import open_results

    project = tmp_path / "eigen"
    for name in ("scenarios", "parameters"):
        (project / name).mkdir(parents=True)
    (project / "scenarios" / "kort.yaml").write_text((short / "scenarios" / "kort.yaml").read_text(), encoding="utf-8")
    server = serve(project)
    try:
        data = shown(server, STATE, 60)
        server.done(server.post("/api/keep", {"state": STATE, "name": "mijn-plan", "draws": 60}, 202))
        folder = project / "results" / "mijn-plan"
        outcomes = open_results(folder)
        assert outcomes["plekken_totaal"].shape[-1] == 60
        assert data["runs"][1]["fan"]["mean"] == outcomes["plekken_totaal"].astype(float).mean("draw").values.tolist()
        assert (project / "scenarios" / "mijn-plan.yaml").read_text(encoding="utf-8").startswith("extends: kort.yaml")
        again = server.raw(
            "POST", "/api/keep", json.dumps({"state": "s=kort.yaml", "name": "mijn-plan"}).encode(), server.key
        )
        assert again[0] == 409
    finally:
        assert server.stop() == 0


def test_which_change_does_what_is_explained_on_request(server: Server) -> None:
    state = f"{STATE}&p=asiel.instroom.langjarig_niveau@2026-07-01=1.3"
    job = server.done(server.post("/api/explain", {"state": state}, 202))
    assert job["done"] == job["total"] == 4
    assert len(job["result"]["rows"]) == 3


def test_variants_are_compared_with_one_base(server: Server) -> None:
    kept = "k=m%3Dspreidingswet_intrekken:2026-07-01:zeker&k=p%3Dasiel.instroom.langjarig_niveau%3D1.3"
    run = server.post("/api/runs", {"state": f"s=kort.yaml&o=bezetting&y=2028&{kept}", "compare": True}, 202)
    assert run["names"] == ["A", "B"]
    base, first, last = run["runs"]
    path = f"/api/runs/{last}/outcomes/bezetting?against={base}&with={first}&name=B&name=A&draws=60&year=2028"
    data = server.get(path)
    assert [one["run"] for one in data["answers"]] == ["B", "A"]
    assert all(len(one["chances"]) == 3 for one in data["targets"])
    assert data["regret"]["rows"]


def test_ctrl_c_ends_the_server_and_its_workers(short: Path) -> None:
    server = serve(short)
    made(server)
    children = _children(server.process.pid)
    assert children
    began = monotonic()
    assert server.stop() == 0
    assert monotonic() - began < 15
    while any(map(_alive, children)) and monotonic() - began < 30:
        sleep(0.2)
    assert not [pid for pid in children if _alive(pid)]


def _children(pid: int) -> list[int]:
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == pid:
            found += [int(path.parent.name), *_children(int(path.parent.name))]
    return found


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
        return "Z" not in (Path("/proc") / str(pid) / "stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False


def test_a_taken_port_is_said_and_the_next_one_is_taken_without_asking(server: Server, short: Path) -> None:
    with pytest.raises(AssertionError, match=f"port {server.port} of 127.0.0.1 cannot be listened on"):
        serve(short, "--port", str(server.port), language="en")


def test_a_link_or_a_scenario_opens_that(short: Path) -> None:
    for wish, begins in (
        ("kort", "v=1&t=maken&s=kort.yaml"),
        ("#v=1&s=kort.yaml&y=2028", "v=1&t=maken&s=kort.yaml&y=2028"),
    ):
        server = serve(short, wish)
        assert server.state == begins
        assert server.stop() == 0
