"""The wheel holds the product and nothing else, and works where it is installed."""

from __future__ import annotations

import site
import subprocess
import sys
import sysconfig
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests import example

ROOT = Path(__file__).parents[2]
# Strict: were the package not typed, the error that is ignored here would not be there, and mypy would say so.
SCRIPT = """\
import simulate
import xarray as xr

outcomes: xr.Dataset | xr.DataTree = simulate.run("asiel.yaml", draws=10)
simulate.run("asiel.yaml", draws="ten")  # type: ignore[arg-type]
again: xr.Dataset | xr.DataTree = simulate.open_results("results/asiel")
"""


def ran(*words: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(list(map(str, words)), cwd=cwd, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    built = ran(sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", folder, cwd=ROOT)
    assert built.returncode == 0, built.stderr
    (path,) = folder.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def python(wheel: Path) -> Path:
    """A Python with the wheel in it, that borrows the libraries of this one but not its editable install."""
    folder = wheel.parent / "venv"
    assert ran(sys.executable, "-m", "venv", "--without-pip", folder, cwd=wheel.parent).returncode == 0
    python = folder / "bin" / "python"
    packages = Path(sysconfig.get_path("purelib", vars={"base": str(folder)}))
    install = (sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-deps", "--no-index", wheel)
    installed = ran(*install, cwd=folder)
    assert installed.returncode == 0, installed.stderr
    (packages / "libraries.pth").write_text("\n".join(site.getsitepackages()) + "\n")
    return python


def test_what_is_in_it(wheel: Path) -> None:
    names = ZipFile(wheel).namelist()
    assert wheel.name.startswith("simulate_nl-")
    assert "simulate/py.typed" in names
    for folder in ("parameters", "scenarios", "schemas", "calibration", "data"):
        packed = {name.removeprefix("simulate/data/") for name in names if name.startswith(f"simulate/data/{folder}/")}
        tracked = ran("git", "ls-files", folder, cwd=ROOT).stdout.split()
        assert set(tracked) <= packed
        assert packed
    tops = {name.partition("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"simulate"}
    assert not [name for name in names if {"docs", "studies", "tests", "benchmarks"} & set(Path(name).parts)]


@pytest.mark.long
def test_a_small_script_is_type_checked_against_it(python: Path, tmp_path: Path, pytestconfig: pytest.Config) -> None:
    (tmp_path / "script.py").write_text(SCRIPT)
    # The types of numpy and xarray take most of the time, and are the same as last time.
    assert pytestconfig.cache is not None
    cache = pytestconfig.cache.mkdir("mypy")
    mypy = (sys.executable, "-m", "mypy", "--strict", "--follow-imports=silent", "--cache-dir", cache)
    checked = ran(*mypy, "--python-executable", python, "script.py", cwd=tmp_path)
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_it_runs_and_writes_nothing_into_itself(python: Path, tmp_path: Path) -> None:
    said = ran(python, "-m", "simulate", "--version", cwd=tmp_path)
    assert said.stdout.startswith("simulate, version "), said.stderr
    assert ran(python, "-m", "simulate", "check", "asiel.yaml", cwd=tmp_path).returncode == 0
    for words in (("schema",), ("calibrate", "asiel")):
        refused = ran(python, "-m", "simulate", *words, cwd=tmp_path)
        assert refused.returncode == 2
        assert "not written into an installed package" in refused.stderr
        assert "Traceback" not in refused.stderr


@pytest.mark.long
def test_a_project_of_ones_own_works_from_an_empty_folder(python: Path, tmp_path: Path) -> None:
    """Outside a project the shipped scenarios run and land here; inside one its own things count, and land there."""
    run = (python, "-m", "simulate", "run", "--draws", "5", "--workers", "1", "--no-figures")
    assert ran(*run, "asiel", cwd=tmp_path).returncode == 0
    assert (tmp_path / "results" / "asiel" / "summary.csv").is_file()
    assert ran(python, "-m", "simulate", "new", "mijn-gemeente", cwd=tmp_path).returncode == 0
    own = tmp_path / "mijn-gemeente"
    checked = ran(python, "-m", "simulate", "check", cwd=own)
    assert checked.returncode == 0, checked.stderr
    done = ran(*run, "voorbeeld", cwd=own / "scenarios")
    assert done.returncode == 0, done.stderr
    assert (own / "results" / "voorbeeld" / "summary.csv").is_file()


@pytest.mark.long
def test_a_model_of_ones_own_runs_beside_it(python: Path, tmp_path: Path) -> None:
    """Built, installed as a wheel, run by itself and as a part; no line of simulate knows of it."""
    made = example.wheel(tmp_path)
    install = (sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-deps", "--no-index", made)
    assert ran(*install, cwd=tmp_path).returncode == 0
    run = (python, "-m", "simulate", "run", "--workers", "1", "--no-figures")
    done = ran(*run, "jeugdzorg", "jeugdzorg-meer-behandelaars", "--draws", "10", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "children wait (median)" in done.stdout
    results = (tmp_path / "results" / "jeugdzorg", tmp_path / "results" / "jeugdzorg-meer-behandelaars")
    assert ran(python, "-m", "simulate", "compare", *results, "--no-figures", cwd=tmp_path).returncode == 0
    assert ran(python, "-m", "simulate", "report", *results, "--to", "md", cwd=tmp_path).returncode == 0
    whole = ran(*run, "nederland-met-jeugdzorg", "--draws", "3", cwd=tmp_path)
    assert whole.returncode == 0, whole.stderr
    assert (tmp_path / "results" / "nederland-met-jeugdzorg" / "jeugdzorg" / "outcomes.zarr").is_dir()
    _edited(python, run, tmp_path)


def _edited(python: Path, run: tuple[str | Path, ...], folder: Path) -> None:
    """An edited label goes on with an older folder, an edited process does not."""
    found = ran(python, "-c", "import jeugdzorg_wachtlijst as j; print(j.__file__)", cwd=folder).stdout.strip()
    process = Path(found).with_name("wachtlijst.py")
    text = process.read_text()
    process.write_text(text.replace('"Verwachte wachttijd"', '"Wachttijd"').replace("Elke maand: wie", "Steeds: wie"))
    more = ran(*run, "jeugdzorg", "--draws", "12", cwd=folder)
    assert more.returncode == 0, more.stderr
    process.write_text(text.replace("np.minimum(self.wachtend.n, plaats)", "np.minimum(self.wachtend.n, plaats + 1)"))
    refused = ran(*run, "jeugdzorg", "--draws", "14", cwd=folder)
    assert refused.returncode == 1
    assert "the code of the engine or the model has changed" in refused.stderr
    process.write_text(text)
