"""A report asked on the page is the one of `simulate report`, of runs with the draws that the page shows."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from html import unescape
from io import BytesIO
from pathlib import Path
from time import monotonic, sleep

import pytest

from simulate.api import open_results
from tests.page.conftest import Server
from tests.page.test_server import shown

STATE = "s=kort.yaml&p=asiel.instroom.langjarig_niveau@2026-07-01=1.5&o=plekken_totaal&y=2028"
DRAWS = 60


def words(made: bytes, form: str) -> str:
    """What can be read of a report."""
    if form == "docx":
        made = zipfile.ZipFile(BytesIO(made)).read("word/document.xml")
    text = re.sub(r"<(script|style).*?</\1>|<[^>]+>", " ", made.decode("utf-8"), flags=re.DOTALL)
    return " ".join(unescape(text).split())


def asked(server: Server, form: str) -> bytes:
    job = server.post("/api/report", {"state": STATE, "form": form, "draws": DRAWS}, 202)
    until = monotonic() + 300
    while job["status"] == "running" and monotonic() < until:
        sleep(0.5)
        job = server.get(f"/api/jobs/{job['id']}")
    assert job["status"] == "done", job
    status, _, made = server.raw("GET", f"/api/jobs/{job['id']}/file", headers=server.key)
    assert status == 200
    return made


@pytest.fixture(scope="module")
def folders(server: Server, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The base, and the scenario that the page gives, run as one would."""
    place = tmp_path_factory.mktemp("zelf")
    plan = place / "scenarios" / "kort-wat-als.yaml"
    plan.parent.mkdir()
    (plan.parent / "kort.yaml").write_text((server.project / "scenarios" / "kort.yaml").read_text(), encoding="utf-8")
    plan.write_text(server.post("/api/check", {"state": STATE})["yaml"], encoding="utf-8")
    made = [place / "kort", place / "kort-wat-als"]
    for out in made:
        simulate("run", str(plan.with_name(f"{out.name}.yaml")), "--draws", str(DRAWS), "--out", str(out))
    return made


def simulate(*given: str) -> None:
    subprocess.run([sys.executable, "-m", "simulate", *given], check=True, capture_output=True)


def test_the_page_shows_what_the_runs_have_to_the_last_digit(server: Server, folders: list[Path]) -> None:
    page = shown(server, STATE, DRAWS)
    for run, folder in zip(page["runs"], folders, strict=True):
        own = open_results(folder)["plekken_totaal"].astype(float).mean("draw").values.tolist()
        assert run["fan"]["mean"] == own


@pytest.mark.parametrize("form", ["html", "docx"])
def test_a_report_of_the_page_says_what_simulate_report_says(server: Server, folders: list[Path], form: str) -> None:
    out = folders[0].parent / f"zelf.{form}"
    options = ("--to", form, "--out", str(out), "--language", "nl", "--outcome", "plekken_totaal")
    simulate("report", *map(str, folders), *options)
    assert words(asked(server, form), form) == words(out.read_bytes(), form)
