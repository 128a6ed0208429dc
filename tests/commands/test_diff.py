"""The command: what moved between two folders of results, and one sentence with exit code 2 for what cannot be told."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import town
from click.testing import CliRunner, Result

from simulate.commands.door import main
from simulate.results.opening import outcomes_of
from simulate.running.store.sealed import Sealed

pytestmark = pytest.mark.usefixtures("toy_models")


def simulate(*words: Any) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words], env={"COLUMNS": "200"})


def told(*words: Any) -> Any:
    """What the command tells as data, of its only pair of folders."""
    done = simulate("diff", *words, "--json")
    assert done.exit_code == 0, done.output
    (one,) = json.loads(done.stdout)["folders"]
    return one


@pytest.fixture(scope="module")
def shorter(tmp_path_factory: pytest.TempPathFactory, town_runs: Sequence[Path]) -> Path:
    """The town over two of its three years, with fewer draws."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(Path(town.__file__).parents[1] / "packages"))
        (made,) = town.make(tmp_path_factory.mktemp("runs"), town.scenario(months=24, draws=200))
        return made


def test_a_folder_and_itself_are_the_same(town_runs: list[Path]) -> None:
    done = simulate("diff", town_runs[0], town_runs[0], "--same")
    assert done.exit_code == 0, done.output
    assert "All is the same: 6 outcomes are the same bits" in done.stdout
    found = told(town_runs[0], town_runs[0])
    assert (found["same"], found["identical"], found["moved"], found["inputs"]) == (True, 6, [], [])


def test_a_changed_parameter_moves_what_follows_from_it_by_as_much(town_runs: list[Path]) -> None:
    """Three homes more: in the stock and its counts, times the share in its parts, and not in what stands apart."""
    found = told(town_runs[0], town_runs[1])
    moved = {one["outcome"]: one for one in found["moved"]}
    assert set(moved) == {"stand", "delen", "tellingen", "vol"}
    assert found["identical"] == 2
    assert moved["stand"]["change"] == pytest.approx(3)
    assert moved["stand"]["largest"] == pytest.approx(3)
    assert moved["delen"]["largest"] == pytest.approx(1.5)
    assert moved["stand"]["period"] == "2027"
    assert not moved["stand"]["last_digits_only"]
    assert [(one["name"], one["old"], one["new"]) for one in found["inputs"] if one["field"] == "value"] == [
        (town.SIZE, "1000", "1003")
    ]
    assert found["same_code"]


def test_it_is_told_on_a_screen_and_on_a_page(town_runs: list[Path], tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    done = simulate("diff", *town_runs[:2], "--called", "v1", "v2", "--to", "md", "--out", page, "--same")
    assert done.exit_code == 1
    for said in (done.stdout, page.read_text(encoding="utf-8")):
        assert "What moved: v1 → v2" in said
        assert "Of 6 outcomes 2 are the same bits, 4 really moved and 0 in their last digits only." in said
        assert "What went in otherwise" in said
    again = simulate("diff", *town_runs[:2], "--to", "md", "--out", page)
    assert again.exit_code == 2
    assert "is there already" in again.stderr
    dutch = simulate("diff", *town_runs[:2], "--language", "nl", "--to", "docx", "--out", tmp_path / "page.docx")
    assert "schoven er 4 echt" in dutch.stdout
    assert (tmp_path / "page.docx").stat().st_size > 1000


def test_folders_are_matched_by_name(town_runs: list[Path], tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    for folder, runs in ((old, town_runs[:2]), (new, (town_runs[0], town_runs[2]))):
        for run in runs:
            shutil.copytree(run, folder / run.name)
    found = json.loads(simulate("diff", old, new, "--json").stdout)
    assert (found["removed"], found["added"], found["same"]) == (["meer"], ["anders"], False)
    assert [one["name"] for one in found["folders"]] == ["town"]
    said = simulate("diff", old, new).stdout
    assert "Only in" in said
    assert "meer" in said


def test_tables_alone_are_compared_too(town_runs: list[Path], tmp_path: Path) -> None:
    for side, value in (("old", "1"), ("new", "2")):
        shutil.copytree(town_runs[0], tmp_path / side / "town")
        (tmp_path / side / "analysis").mkdir()
        (tmp_path / side / "analysis" / "compare.csv").write_text(f"outcome,mean\nstand,{value}\n")
    done = simulate("diff", tmp_path / "old", tmp_path / "new")
    assert done.exit_code == 0, done.output
    assert "compare.csv" in done.stdout
    assert done.stdout.index("analysis") < done.stdout.index("town ")


def test_an_outcome_that_came_or_went_is_named(town_runs: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    whole, more = town_runs[:2]

    def without(sealed: Sealed) -> Any:
        ds = outcomes_of(sealed)
        return ds.drop_vars("wachten") if sealed.folder == more else ds

    monkeypatch.setattr("simulate.differing.difference.outcomes_of", without)
    gone, came = told(whole, more), told(more, whole)
    assert (gone["removed"], gone["added"], gone["outcomes"]) == (["wachten"], [], 5)
    assert (came["removed"], came["added"], came["outcomes"]) == ([], ["wachten"], 5)
    assert "Outcomes that are gone: wachten." in simulate("diff", whole, more).stdout
    assert "Uitkomsten die nieuw zijn: wachten." in simulate("diff", more, whole, "--language", "nl").stdout


def test_what_is_unequal_is_said_and_the_rest_compared(town_runs: list[Path], shorter: Path) -> None:
    found = told(town_runs[0], shorter)
    assert {one["what"]: (one["old"], one["new"]) for one in found["unequal"]} == {
        "draws": ("600", "200"), "months": ("36", "24"),
    }  # fmt: skip
    assert (found["identical"], found["moved"], found["tables"]) == (6, [], 0)
    said = simulate("diff", town_runs[0], shorter).stdout
    assert "Unequal numbers of draws (600 and 200): the first that both have are compared." in said
    assert "Unequal numbers of months (36 and 24)" in said


def test_a_damaged_folder_is_refused(town_runs: list[Path], tmp_path: Path) -> None:
    broken = tmp_path / "broken"
    shutil.copytree(town_runs[0], broken)
    chunk = max((broken / "outcomes.zarr" / "stand").rglob("*"), key=lambda path: path.stat().st_size)
    chunk.write_bytes(chunk.read_bytes()[:-1] + b"!")
    done = simulate("diff", town_runs[0], broken)
    assert done.exit_code == 2
    assert "was changed after the run" in done.stderr
    (broken / "run.json").write_text("{}")
    assert simulate("diff", town_runs[0], broken).exit_code == 2


def test_what_cannot_be_compared_is_one_sentence(town_runs: list[Path], finished: Path, tmp_path: Path) -> None:
    run = town_runs[0]
    for words, said in (
        ((run,), "1 folders are given: name two, the old one first"),
        ((run, tmp_path), "is a result folder and"),
        ((tmp_path, tmp_path), "is no result folder (run.json is not there), and holds none"),
        ((tmp_path / "none", tmp_path / "none"), "is no folder"),
        ((run, finished), "their outcomes are not the same things"),
        ((run, run, "--year", "2031"), "2031 is not a whole year of both runs: choose --year 2025 up to 2027"),
        ((run, run, "--draws", "9"), "name two interpreters with --python"),
        ((run, run, "--out", tmp_path / "x.md"), "say which with --to"),
        (("asiel", "--python", sys.executable), "--python is given 1 times: give it twice, the old one first"),
        (("asiel", "--python", "nowhere/python", "--python", "x"), "nowhere/python cannot be started"),
        (("asiel", "--python", "", "--python", "x"), "an empty text starts no Python"),
        (("asiel", "--python", "'", "--python", "x"), "is no command"),
        (("asiel", "asiel.yaml", "--python", "a", "--python", "b"), "asiel is named twice"),
    ):
        done = simulate("diff", *words)
        assert (done.exit_code, done.stdout) == (2, ""), (words, done.output)
        assert said in done.stderr.replace("\n", " ")


FAKE = """#!{python}
import shutil, sys
words = sys.argv[sys.argv.index("simulate") + 1:]
if words[1] == "stuk":
    sys.exit("this one is broken")
assert words[0] == "run" and words[words.index("--draws") + 1] == "600", words
shutil.copytree("{run}", words[words.index("--out") + 1])
"""


def test_two_interpreters_run_the_same_scenarios(town_runs: list[Path], tmp_path: Path) -> None:
    """Of each only its command line is asked: here of programs that copy a result."""
    fakes = []
    for number, run in enumerate(town_runs[:2]):
        fake = tmp_path / f"python {number}"
        fake.write_text(FAKE.format(python=sys.executable, run=run))
        fake.chmod(0o755)
        fakes.append(fake)
    pythons = [word for fake in fakes for word in ("--python", fake)]
    found = json.loads(simulate("diff", "town", "--draws", "600", *pythons, "--json").stdout)
    assert (found["old"], found["new"]) == tuple(map(str, fakes))
    assert {one["outcome"] for one in found["folders"][0]["moved"]} == {"stand", "delen", "tellingen", "vol"}
    failed = simulate("diff", "stuk", "--draws", "600", *pythons)
    assert failed.exit_code == 2
    assert f"`simulate run stuk` ended with exit code 1 under {fakes[0]}, and said: this one is broken" in (
        failed.stderr.replace("\n", " ")
    )


@pytest.mark.long
def test_two_interpreters_of_one_program_give_the_same_bits_and_tables() -> None:
    """Also the tables of the analyses."""
    pythons = ("--python", sys.executable, "--python", f"env PYTHONHASHSEED=1 {sys.executable}")
    words = ("--draws", "100", "--workers", "1", "--analyses", "--same", *pythons)
    done = simulate("diff", "asiel", "asiel-spreidingswet-ingetrokken", *words)
    assert done.exit_code == 0, done.output
    assert "explain-asiel-asiel-spreidingswet-ingetrokken" in done.stdout
