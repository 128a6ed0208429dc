"""A folder that is made aside is there as a whole, or what was there before is."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulate.files import foreign_files, replacing_folder


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
