"""A ranking in a result folder is of the draws that are there, or it is not read."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from simulate.errors import CannotAnswer
from simulate.results import beside
from simulate.running.store import record


@pytest.fixture
def folder(finished: Path, tmp_path: Path) -> Path:
    copy = Path(shutil.copytree(finished, tmp_path / "toy"))
    (copy / "sensitivity").mkdir()
    (copy / "sensitivity" / "a.csv").write_text("ranked")
    return copy


def test_what_was_sealed_is_read(folder: Path) -> None:
    beside.seal(folder, folder / "sensitivity", "a.csv")
    assert beside.read(folder, folder / "sensitivity", "a.csv") == "ranked"
    assert beside.read(folder, folder / "sensitivity", "b.csv") is None


def test_what_was_not_or_was_changed_or_is_of_other_draws_is_refused(folder: Path) -> None:
    with pytest.raises(CannotAnswer, match="run `simulate sensitivity` again"):
        beside.read(folder, folder / "sensitivity", "a.csv")
    beside.seal(folder, folder / "sensitivity", "a.csv")
    (folder / "sensitivity" / "a.csv").write_text("other")
    with pytest.raises(CannotAnswer, match=r"a\.csv was changed, or is of other draws"):
        beside.read(folder, folder / "sensitivity", "a.csv")
    beside.seal(folder, folder / "sensitivity", "a.csv")
    record.write(folder, record.read(folder).model_copy(update={"finished": "later"}))
    with pytest.raises(CannotAnswer, match="of other draws"):
        beside.read(folder, folder / "sensitivity", "a.csv")
