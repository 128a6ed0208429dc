"""The command: what it says that it wrote; what cannot be exported is said, and leaves no file."""

from __future__ import annotations

import builtins
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from simulate.commands.door import main


def simulate(*words: Any) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--to", "xlsx"), "draws do not go into Excel, of which a sheet holds 1,048,576 rows; these are 1,020,000"),
        (("--to", "csv", "--outcome", "bezeting"), "did you mean 'bezetting'?"),
        (("--to", "csv", "--out", "missing/x.csv"), "there is no folder missing to write x.csv in"),
        (("--to", "csv", "--out", "."), "is a folder"),
        (("--to", "parquet", "--decimal", "comma"), "decimal commas are for --to csv"),
        (("--to", "docx"), "'docx' is not one of"),
    ],
)
def test_what_cannot_be_is_said(
    finished: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    done = simulate("export", finished, *words)
    assert done.exit_code == 2
    assert said in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_no_result_folder(tmp_path: Path) -> None:
    done = simulate("export", tmp_path, "--to", "csv")
    assert done.exit_code == 2
    assert "is not a result folder" in done.stderr


@pytest.mark.parametrize(("form", "library"), [("netcdf", "h5py"), ("parquet", "pyarrow"), ("xlsx", "openpyxl")])
def test_what_is_not_installed_is_said(
    finished: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str, library: str
) -> None:
    def absent(name: str) -> Any:
        if name == library:
            raise ImportError(name)
        return builtins.__import__(name)

    monkeypatch.setattr("simulate.exporting.export.import_module", absent)
    done = simulate("export", finished, "--to", form, "--summary", "--out", tmp_path / "x")
    assert done.exit_code == 2
    assert f"needs {library}: pip install -e '.[export]'" in done.stderr


def test_a_file_that_is_there_is_replaced_only_when_asked(finished: Path, tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("mine")
    words = ("export", finished, "--to", "csv", "--summary", "--by", "year", "--out", path)
    refused = simulate(*words)
    assert refused.exit_code == 2
    assert "is there already: --overwrite replaces it" in refused.stderr
    assert path.read_text() == "mine"
    assert simulate(*words, "--overwrite").exit_code == 0
    assert path.read_text() != "mine"
    assert {one.name for one in tmp_path.iterdir()} == {"x.csv", "x.csv.README.md", "x.csv.datapackage.json"}


def test_a_failure_leaves_the_old_file_and_no_half_one(
    finished: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import pyarrow.csv

    (tmp_path / "x.csv").write_text("old")
    written = pyarrow.csv.write_csv

    def full(table: Any, file: Any, options: Any) -> None:
        if not options.include_header:
            raise OSError(28, "No space left on device")
        written(table, file, options)

    monkeypatch.setattr(pyarrow.csv, "write_csv", full)
    done = simulate("export", finished, "--to", "csv", "--out", tmp_path / "x.csv", "--overwrite")
    assert done.exit_code == 2
    assert f"cannot write in {tmp_path / 'x.csv'}: the disk is full" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["x.csv"]
    assert (tmp_path / "x.csv").read_text() == "old"


def test_the_command_says_what_it_wrote(finished: Path, tmp_path: Path) -> None:
    done = simulate("export", finished, "--to", "csv", "--summary", "--by", "year", "--out", tmp_path / "x.csv")
    assert done.exit_code == 0, done.output
    assert "25 rows of 2,500 draws" in done.stdout


@pytest.mark.parametrize("broken", ["changed", "gone"])
def test_a_damaged_result_is_said_and_not_exported(finished: Path, tmp_path: Path, broken: str) -> None:
    folder = Path(shutil.copytree(finished, tmp_path / "copy"))
    chunk = next(path for path in sorted((folder / "outcomes.zarr").rglob("c/*/**/*")) if path.is_file())
    if broken == "gone":
        chunk.unlink()
    else:
        chunk.write_bytes(chunk.read_bytes()[:-1] + b"?")
    done = simulate("export", folder, "--to", "csv", "--summary", "--out", tmp_path / "x.csv")
    assert done.exit_code == 2
    assert "is damaged" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert not (tmp_path / "x.csv").exists()
