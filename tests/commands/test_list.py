"""`simulate list`: a screen of what there is, a list of each kind, and a search."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest
from click.testing import CliRunner, Result
from proef import Project

from simulate.commands.door import main
from simulate.finding.names import LISTS


def listed(*arguments: str) -> Result:
    done = CliRunner().invoke(main, ["list", *arguments])
    assert not isinstance(done.exception, Exception), done.exception
    return done


@pytest.fixture
def narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")


@pytest.mark.usefixtures("narrow")
@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_overview_fits_a_screen(language: str) -> None:
    lines = listed("--language", language).stdout.splitlines()
    assert len(lines) <= 50
    assert max(map(len, lines)) <= 80
    for name in ("asiel", "gemeenten", "gemeenten-vng", "nederland-los", "wonen", "zorg-460-150"):
        assert any(line.split()[:1] == [name] for line in lines), name
    for word in LISTS:
        assert word == "models" or f"simulate list {word}" in " ".join(lines)


@pytest.mark.parametrize(("kind", "width"), [(kind, "80") for kind in LISTS] + [("measures", "120")])
def test_a_list_of_a_kind_has_every_name_whole(kind: str, width: str) -> None:
    # In a process of its own: models that other tests offer would be listed as well.
    command, environment = [sys.executable, "-m", "simulate", "list", kind], {**os.environ, "COLUMNS": width}
    shown = subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout
    assert max(map(len, shown.splitlines())) <= int(width)
    counted = re.search(r"\((\d+)\)", shown)
    assert counted is not None
    names = [line.split()[0] for line in shown.splitlines()[5:] if re.match(r" \S", line)]
    assert len(names) == len(set(names)) == int(counted[1]), shown


def test_every_name_that_is_counted_in_the_overview_is_in_its_list() -> None:
    overview = listed("--model", "wonen").stdout
    for kind, count in re.findall(r"simulate list (\w+) +(\d+)", overview):
        assert f"({count})" in listed(kind, "--model", "wonen").stdout


def test_a_search_says_what_it_is_and_where_it_was_found() -> None:
    lines = listed("--search", "eigen bijdrage", "--language", "nl").stdout.splitlines()
    place = lines.index("eigen_risico_165  maatregel")
    assert lines[place + 1] == "    Eigen risico naar 165 euro · gevonden in: zoekwoord: eigen bijdrage"
    only = listed("parameters", "--search", "eigen bijdrage").stdout
    assert "zorg.eigen_risico.verplicht" in only
    assert "eigen_risico_165 " not in only


def test_a_search_without_a_hit_names_near_words() -> None:
    done = listed("--search", "qqqqqqqq")
    assert done.exit_code == 0
    assert "Nothing was found." in done.stdout


def test_a_search_keeps_to_the_choice() -> None:
    assert "asiel" not in listed("--search", "wachtlijst", "--model", "zorg").stdout
    chosen = listed("measures", "--document", "vng-2024", "--year", "2026").stdout
    assert "vng-2024" in chosen
    assert "d66-cda-2025" not in chosen


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--model", "zorgg"), "did you mean 'zorg'?"),
        (("--document", "vgn-2024"), "did you mean 'vng-2024'?"),
        (("mesures",), "is not one of"),
    ],
)
def test_what_does_not_exist_is_refused_with_the_nearest(arguments: tuple[str, ...], said: str) -> None:
    done = listed(*arguments)
    assert (done.exit_code, done.stdout) == (2, "")
    assert said in done.stderr


def test_own_scenarios_come_first_also_from_a_plain_folder(project: Project) -> None:
    project.write("los.yaml", "extends: basis.yaml\nlabel: {nl: Los, en: Loose}\n")
    lines = listed().stdout.splitlines()
    assert any("los.yaml" in line and "(own) Loose" in line for line in lines)
    assert CliRunner().invoke(main, ["show", "los.yaml"]).exit_code == 0


def test_an_error_in_a_file_is_told_in_its_row(project: Project) -> None:
    project.write("scenarios/plan.yaml", "extends: basis.yaml\nlabel: {nl: Plan, en: Plan}\nyeers: 3\n")
    project.write("scenarios/maatregelen/proef.yaml", "beslisstop: {effects: [3]}")
    assert "simulate check scenarios/plan.yaml" in listed().stdout
    assert "simulate check" in listed("measures").stdout
    for kind in LISTS:
        assert listed(kind).exit_code == 0
    assert listed("--search", "plan").exit_code == 0
