"""What is a difference between CSV tables, and what is other words."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulate.differing.tables import TableDifference, table_differences
from simulate.errors import CannotAnswer

TABLE = "outcome,label,period,mean\nbezetting,Occupancy,2025,1.50\nbezetting,Occupancy,2026,2\n"
NAME = "summary.csv"


def folder(path: Path, **tables: str) -> Path:
    path.mkdir()
    for name, text in tables.items():
        (path / f"{name}.csv").write_text(text, encoding="utf-8")
    return path


def test_other_words_are_no_difference(tmp_path: Path) -> None:
    old = folder(tmp_path / "old", summary=TABLE)
    new = folder(tmp_path / "new", summary=TABLE.replace("Occupancy", "People in reception"))
    assert table_differences(old, new) == (1, ())


@pytest.mark.parametrize(
    ("new", "difference"),
    [
        (TABLE.replace("1.50", "1.5"), TableDifference(NAME, 2, "bezetting 2025", "mean", "1.50", "1.5")),
        (TABLE.replace("2026", "2027"), TableDifference(NAME, 3, "bezetting 2026", "period", "2026", "2027")),
        (TABLE + "bezetting,Occupancy,2027,3\n",
         TableDifference(NAME, 4, "bezetting 2027", new="bezetting,Occupancy,2027,3")),
        (TABLE[: TABLE.index("bezetting,Occupancy,2026")],
         TableDifference(NAME, 3, "bezetting 2026", old="bezetting,Occupancy,2026,2")),
        (TABLE.replace("label", "name"),
         TableDifference(NAME, 1, old="outcome,label,period,mean", new="outcome,name,period,mean")),
        ("", TableDifference(NAME, 1, old="outcome,label,period,mean")),
    ],
)  # fmt: skip
def test_a_cell_a_row_or_a_column_is_a_difference(tmp_path: Path, new: str, difference: TableDifference) -> None:
    found = table_differences(folder(tmp_path / "old", summary=TABLE), folder(tmp_path / "new", summary=new))
    assert found == (1, (difference,))


def test_a_table_on_one_side_is_a_difference(tmp_path: Path) -> None:
    both, one = folder(tmp_path / "both", spread=TABLE, summary=TABLE), folder(tmp_path / "one", summary=TABLE)
    assert table_differences(both, one) == (2, (TableDifference("spread.csv", old="+"),))
    assert table_differences(one, both) == (2, (TableDifference("spread.csv", new="+"),))


def test_what_is_no_text_is_refused(tmp_path: Path) -> None:
    one, other = folder(tmp_path / "one", summary=TABLE), folder(tmp_path / "other")
    (other / NAME).write_bytes(b"\xff\xfe\x00")
    with pytest.raises(CannotAnswer, match="cannot be read"):
        table_differences(one, other)
