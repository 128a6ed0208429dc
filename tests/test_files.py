"""A folder that is made aside is there as a whole, or what was there before is."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulate.files import foreign_files, replacing_folder, short, write_whole


def test_the_new_takes_the_place_of_the_old(tmp_path: Path) -> None:
    folder = tmp_path / "made"
    for text in ("first", "second"):
        with replacing_folder(folder) as aside:
            (aside / "file").write_text(text)
            assert not (folder / "file").exists() or (folder / "file").read_text() != text
        assert (folder / "file").read_text() == text
    assert [path.name for path in tmp_path.iterdir()] == ["made"]


def _fail(folder: Path, error: type[BaseException]) -> None:
    with replacing_folder(folder) as aside:
        (aside / "file").write_text("second")
        raise error


def test_after_an_error_all_is_as_it_was(tmp_path: Path) -> None:
    folder = tmp_path / "made"
    with replacing_folder(folder) as aside:
        (aside / "file").write_text("first")
    for error in (OSError, KeyboardInterrupt):
        with pytest.raises(error):
            _fail(folder, error)
    assert (folder / "file").read_text() == "first"
    assert [path.name for path in tmp_path.iterdir()] == ["made"]


def test_what_we_did_not_make_is_a_stranger(tmp_path: Path) -> None:
    for name in ("a", "b", "c"):
        (tmp_path / name).touch()
    assert foreign_files(tmp_path, {"a", "c"}) == ["b"]
    assert foreign_files(tmp_path / "nowhere", set()) == []


@pytest.mark.parametrize("name", ["short", "é" * 300, "x" * 201, "a-vs-" * 90])
def test_a_name_that_is_too_long_is_cut_and_stays_apart_from_others(name: str, tmp_path: Path) -> None:
    made = short(name, ".html")
    assert len(made.encode()) <= 200
    assert (made == f"{name}.html") == (name == "short")
    assert made != short(f"{name}!", ".html")
    assert made == short(name, ".html")
    write_whole(tmp_path / made, "text")
    assert (tmp_path / made).read_text() == "text"


def test_nothing_is_written_through_a_file_that_somebody_put_beside(tmp_path: Path) -> None:
    """A guess of the name of a new file, which is a link, or a file of somebody."""
    (tmp_path / "theirs").write_text("theirs")
    (tmp_path / ".file.new").symlink_to(tmp_path / "theirs")
    (tmp_path / ".made.new").mkdir()
    (tmp_path / ".made.new" / "file").write_text("theirs")
    write_whole(tmp_path / "file", "ours")
    with replacing_folder(tmp_path / "made") as aside:
        (aside / "file").write_text("ours")
    assert (tmp_path / "theirs").read_text() == (tmp_path / ".made.new" / "file").read_text() == "theirs"
    assert (tmp_path / ".file.new").is_symlink()


def test_what_a_killed_process_left_aside_goes_and_what_it_took_away_comes_back(tmp_path: Path) -> None:
    (tmp_path / ".made.0123456789ab.new").mkdir()
    (tmp_path / ".made.0123456789ab.old").mkdir()
    (tmp_path / ".made.0123456789ab.old" / "file").write_text("first")
    with pytest.raises(OSError, match="full"), replacing_folder(tmp_path / "made"):
        raise OSError("full")
    assert [path.name for path in tmp_path.iterdir()] == ["made"]
    assert (tmp_path / "made" / "file").read_text() == "first"
