"""The folder of an analysis is replaced where it holds nothing else, by one command at a time."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from simulate.errors import CannotAnswer
from simulate.output import LIST, OutputFolder


def output(path: Path, *of: Path) -> OutputFolder:
    return OutputFolder(path, "a comparison", frozenset({"page.md", "figures"}), of)


def fill(folder: OutputFolder, text: str) -> None:
    with folder.replacing() as new:
        (new / "page.md").write_text(text)
        (new / "figures").mkdir()
        (new / "figures" / "a.svg").write_text(text)


def test_what_was_made_is_replaced(tmp_path: Path) -> None:
    for text in ("first", "second"):
        fill(output(tmp_path / "c"), text)
        assert (tmp_path / "c" / "page.md").read_text() == text
    assert [path.name for path in tmp_path.iterdir()] == ["c"]


@pytest.mark.parametrize("name", ["notes.md", "figures/mine.svg", "figures/deep/mine"])
def test_what_somebody_put_there_is_refused_and_stays(tmp_path: Path, name: str) -> None:
    fill(output(tmp_path / "c"), "first")
    (tmp_path / "c" / name).parent.mkdir(exist_ok=True)
    (tmp_path / "c" / name).write_text("mine")
    with pytest.raises(CannotAnswer, match=f"c is no folder of a comparison: it holds {name}; choose another"):
        output(tmp_path / "c").refuse("c")
    with pytest.raises(CannotAnswer, match="is no folder of a comparison"):
        fill(output(tmp_path / "c"), "second")
    assert (tmp_path / "c" / "page.md").read_text() == "first"
    assert (tmp_path / "c" / name).read_text() == "mine"


def test_a_folder_of_an_older_version_is_replaced_only_where_every_file_is_known(tmp_path: Path) -> None:
    fill(output(tmp_path / "c"), "first")
    (tmp_path / "c" / LIST).unlink()
    with pytest.raises(CannotAnswer, match="older version, which kept no list of its files"):
        output(tmp_path / "c").refuse("c")
    # A figure is written as svg and as png.
    (tmp_path / "c" / "figures" / "a.png").touch()
    fill(output(tmp_path / "c"), "second")


def test_other_folders_of_the_same_names_are_said_to_be_replaced(tmp_path: Path) -> None:
    fill(output(tmp_path / "c", tmp_path / "a" / "x"), "first")
    assert output(tmp_path / "c", tmp_path / "a" / "x").replaced("c") == ""
    assert f"c held a comparison of {tmp_path / 'a' / 'x'}" in output(tmp_path / "c", tmp_path / "b" / "x").replaced(
        "c"
    )


def test_the_second_of_two_at_once_waits(tmp_path: Path) -> None:
    begun, go = threading.Event(), threading.Event()

    def slow() -> None:
        with output(tmp_path / "c").replacing() as new:
            begun.set()
            go.wait(20)
            (new / "page.md").write_text("slow")

    first = threading.Thread(target=slow)
    first.start()
    begun.wait(20)
    second = threading.Thread(target=fill, args=(output(tmp_path / "c"), "second"))
    second.start()
    second.join(0.3)
    assert second.is_alive()
    go.set()
    first.join(20)
    second.join(20)
    assert (tmp_path / "c" / "page.md").read_text() == "second"
    assert (tmp_path / "c" / "figures" / "a.svg").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["c"]
