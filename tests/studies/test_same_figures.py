"""What the comparison of two commits calls equal, and what it calls a difference."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import simulate
from studies import same_figures
from studies.same_figures import compare_outcomes, compare_tables

ROOT = Path(simulate.__file__).parents[1]
TABLE = "outcome,label,period,mean\nbezetting,Occupancy,2025,1.50\nbezetting,Occupancy,2026,2\n"


def _folder(path: Path, **tables: str) -> Path:
    path.mkdir()
    for name, text in tables.items():
        (path / f"{name}.csv").write_text(text, encoding="utf-8")
    return path


def test_other_words_are_no_difference(tmp_path: Path) -> None:
    old = _folder(tmp_path / "old", summary=TABLE)
    new = _folder(tmp_path / "new", summary=TABLE.replace("Occupancy", "People in reception"))
    assert compare_tables(old, new) == ("1 tables with 2 rows", None)


@pytest.mark.parametrize(
    ("new", "difference"),
    [
        (TABLE.replace("1.50", "1.5"), "summary.csv: line 2 (bezetting 2025), mean: 1.5, not 1.50"),
        (TABLE.replace("2026", "2027"), "summary.csv: line 3 (bezetting 2026), period: 2027, not 2026"),
        (TABLE + "bezetting,Occupancy,2027,3\n", "summary.csv: 3 rows, not 2"),
        (TABLE[: TABLE.index("bezetting,Occupancy,2026")], "summary.csv: 1 rows, not 2"),
        (
            TABLE.replace("label", "name"),
            "summary.csv: the columns are outcome,name,period,mean, not outcome,label,period,mean",
        ),
        ("", "summary.csv: the columns are , not outcome,label,period,mean"),
    ],
)
def test_a_cell_a_row_or_a_column_is_a_difference(tmp_path: Path, new: str, difference: str) -> None:
    found = compare_tables(_folder(tmp_path / "old", summary=TABLE), _folder(tmp_path / "new", summary=new))
    assert found[1] == difference


def test_a_table_on_one_side_is_a_difference(tmp_path: Path) -> None:
    both, one = _folder(tmp_path / "both", spread=TABLE, summary=TABLE), _folder(tmp_path / "one", summary=TABLE)
    assert compare_tables(both, one)[1] == "spread.csv is only in the old checkout"
    assert compare_tables(one, both)[1] == "spread.csv is only in the new checkout"
    assert compare_tables(_folder(tmp_path / "none"), _folder(tmp_path / "nothing"))[1] == "there are no tables"


def test_outcomes_are_compared_by_name() -> None:
    assert compare_outcomes({"a": "1", "b": "2"}, {"b": "2", "a": "1"}) == ("2 outcomes", None)
    assert compare_outcomes({"a": "1", "b": "2"}, {"a": "1", "b": "3"})[1] == "outcome b has other values"
    assert compare_outcomes({"a": "1"}, {})[1] == "outcome a is only in the old checkout"
    assert compare_outcomes({}, {"a": "1"})[1] == "outcome a is only in the new checkout"
    assert compare_outcomes({}, {})[1] == "there are no outcomes"


def test_the_code_of_another_checkout_is_refused(tmp_path: Path) -> None:
    script = Path(same_figures.__file__).with_name("in_checkout.py")
    done = subprocess.run(
        [sys.executable, "-P", script, tmp_path, "digests", tmp_path],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert f"simulate is imported from {ROOT / 'simulate'} and not from {tmp_path}: nothing was run" in done.stderr


def test_a_folder_that_is_no_checkout_cannot_be_used(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, same_figures.__file__, tmp_path, ROOT, "--work", tmp_path / "work"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert f"{tmp_path} with" in done.stderr
    assert "is no checkout of simulate that can run" in done.stderr
