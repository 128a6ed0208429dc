"""A finished result stays finished, with the draws it had, whatever is asked after it and whatever stops that."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
import toy

from simulate.errors import Interrupted
from simulate.results.opening import open_results
from simulate.running.execution.progress import Silent
from simulate.running.runner import run
from simulate.running.store import beside, outcomes, record, seals
from simulate.running.store.record import Keep, Record
from simulate.running.until import run_until
from simulate.running.verify import verify
from simulate.views.publish import SummaryAndFigures

PUBLISH = SummaryAndFigures("toy")


class Said(Silent):
    """Remembers what was said."""

    def __init__(self) -> None:
        self.text = ""

    def say(self, text: str) -> None:
        self.text += text


def quick(folder: Path, draws: int, keep: Keep = "draws", **more: Any) -> Record:
    return run(toy.scenario(draws=draws), folder, **({"workers": 1, "publish": PUBLISH, "keep": keep} | more))


def everything(folder: Path) -> dict[str, bytes]:
    """All that a reader of the folder sees, to the byte."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file() and not file.relative_to(folder).parts[0].startswith(".")
    }


def assert_whole(folder: Path, draws: int) -> None:
    assert record.read(folder).status == "complete"
    assert record.read(folder).draws == draws
    assert all(finding.holds for finding in verify(folder, None))
    for file in PUBLISH.files:
        assert (folder / file).exists()


@pytest.mark.parametrize("keep", ["draws", "statistics"])
def test_stopped_while_it_gets_more_draws_it_is_what_it_was(tmp_path: Path, events: Path, keep: Keep) -> None:
    quick(tmp_path / "r", 1300, keep)
    before = everything(tmp_path / "r")
    (events / "2").write_text("interrupt once")
    with pytest.raises(Interrupted, match=r"stays as it was: complete, 1,300 draws"):
        quick(tmp_path / "r", 4000, keep)
    assert everything(tmp_path / "r") == before
    assert_whole(tmp_path / "r", 1300)
    said = Said()
    assert quick(tmp_path / "r", 1300, keep, progress=said).draws == 1300
    assert "1,300 draws are there, nothing to do" in said.text
    assert "A run of 4,000 draws was begun beside them and stopped (2,000 are there): --draws 4000 goes" in said.text
    assert everything(tmp_path / "r") == before
    facts = quick(tmp_path / "r", 4000, keep)
    assert set(facts.block_seconds) == {0, 1, 2, 3}
    assert_whole(tmp_path / "r", 4000)
    assert not [file.name for file in (tmp_path / "r").iterdir() if file.name.startswith(".")]
    quick(tmp_path / "at once", 4000, keep)
    grown, whole = everything(tmp_path / "r"), everything(tmp_path / "at once")
    assert {name for name in whole if name != "run.json"} == {name for name in grown if name != "run.json"}
    assert all(grown[name] == whole[name] for name in ("summary.csv", "spread.csv", "scenario.yaml"))


def test_stopped_while_draws_are_added_until_it_is_precise_it_is_what_it_was(tmp_path: Path, events: Path) -> None:
    quick(tmp_path / "r", 400)
    before = everything(tmp_path / "r")
    (events / "5").write_text("interrupt once")
    with pytest.raises(Interrupted):
        run_until(toy.scenario(), tmp_path / "r", lambda _: 9.0, 20_000, workers=1, publish=PUBLISH)
    assert everything(tmp_path / "r") == before
    assert_whole(tmp_path / "r", 400)


def test_a_block_that_fails_leaves_it_what_it_was(tmp_path: Path, events: Path) -> None:
    quick(tmp_path / "r", 1300)
    before = everything(tmp_path / "r")
    (events / "1").write_text("fail")
    assert quick(tmp_path / "r", 3000).status == "incomplete"
    assert everything(tmp_path / "r") == before


def test_other_words_that_cannot_be_written_leave_it_what_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    quick(tmp_path / "r", 300)
    before = everything(tmp_path / "r")

    def stopped(*_: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(SummaryAndFigures, "__call__", stopped)
        with pytest.raises(Interrupted):
            quick(tmp_path / "r", 300, publish=SummaryAndFigures("toy", "nl"))
    assert everything(tmp_path / "r") == before
    assert quick(tmp_path / "r", 300, publish=SummaryAndFigures("toy", "nl")).language == "nl"
    assert_whole(tmp_path / "r", 300)


def test_a_rewritten_summary_leaves_what_was_begun_beside_it(tmp_path: Path, events: Path) -> None:
    quick(tmp_path / "r", 300)
    (events / "1").write_text("interrupt once")
    with pytest.raises(Interrupted):
        quick(tmp_path / "r", 2000)
    assert quick(tmp_path / "r", 300, publish=SummaryAndFigures("toy", "nl")).draws == 300
    assert seals.unbroken(tmp_path / "r" / beside.LONGER / record.OUTCOMES, 2000) == 1000
    assert_whole(tmp_path / "r", 300)


class Killed(BaseException):
    """What nothing catches, as a kill."""


@pytest.mark.long
@pytest.mark.parametrize("keep", ["draws", "statistics"])
@pytest.mark.parametrize("step", [0, 1, 2, 5, 9, 14, 20])
def test_killed_at_any_step_of_the_move_it_is_a_whole_result(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int, keep: Keep
) -> None:
    folder, steps = tmp_path / "r", 0
    quick(folder, 300, keep)
    old = everything(folder)

    def counted(whole: Any) -> Any:
        def one(*words: Any, **more: Any) -> Any:
            nonlocal steps
            steps += moving
            if moving and steps > step:
                raise Killed
            return whole(*words, **more)

        return one

    moving = False
    take_over = beside.take_over

    def watched(place: Path, reading: beside.Reading) -> None:
        nonlocal moving
        moving = True
        take_over(place, reading)

    with monkeypatch.context() as patched:
        patched.setattr(beside, "take_over", watched)
        for name in ("rename", "replace", "unlink"):
            patched.setattr(Path, name, counted(getattr(Path, name)))
        patched.setattr(shutil, "rmtree", counted(shutil.rmtree))
        with pytest.raises(Killed):
            quick(folder, 700, keep)
    if step == 0:
        assert everything(folder) == old
    assert_whole(folder, 300 if step == 0 else 700)
    assert open_results(folder).sizes["draw"] == (300 if step == 0 else 700) if keep == "draws" else True
    assert quick(folder, 700, keep).draws == 700
    assert_whole(folder, 700)


def test_killed_while_it_computes_it_is_what_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    quick(tmp_path / "r", 300)
    before = everything(tmp_path / "r")
    write, closed = outcomes.Writer.write, record.write

    def killed(self: outcomes.Writer, number: int, *words: Any) -> None:
        write(self, number, *words)
        monkeypatch.setattr(record, "write", nothing)
        raise KeyboardInterrupt

    def nothing(*_: Any) -> None:
        """A killed process writes no record."""

    monkeypatch.setattr(outcomes.Writer, "write", killed)
    with pytest.raises(Interrupted):
        quick(tmp_path / "r", 2000)
    monkeypatch.setattr(outcomes.Writer, "write", write)
    monkeypatch.setattr(record, "write", closed)
    assert everything(tmp_path / "r") == before
    assert quick(tmp_path / "r", 2000).draws == 2000
    assert_whole(tmp_path / "r", 2000)


def test_fewer_draws_after_a_stopped_run_of_many_are_those_that_are_there(tmp_path: Path, events: Path) -> None:
    (events / "3").write_text("interrupt once")
    with pytest.raises(Interrupted):
        quick(tmp_path / "r", 9000)
    assert quick(tmp_path / "r", 400).draws == 3000
    assert_whole(tmp_path / "r", 3000)


def test_a_file_of_somebody_else_stays(tmp_path: Path) -> None:
    quick(tmp_path / "r", 300)
    (tmp_path / "r" / "notes.txt").write_text("mine")
    quick(tmp_path / "r", 1200)
    assert (tmp_path / "r" / "notes.txt").read_text() == "mine"
    assert_whole(tmp_path / "r", 1200)
