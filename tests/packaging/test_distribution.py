"""What is distributed is complete and works: sdist and wheel, installed with pip alone, from an empty folder.

`make dist` builds both into dist/ and runs this; every Python from 3.11 on that the machine has is tried.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
from pathlib import Path
from zipfile import ZipFile

import pytest

from simulate.version import VERSION
from tests.packaging.pythons import pythons

ROOT = Path(__file__).parents[2]
ALIAS = "simulate-nl"
NOT_PACKED = {".gitignore"}
"""What of the tracked files an sdist may lack: git alone needs it."""


def ran(*words: str | Path, cwd: Path) -> str:
    """What a command printed, with nothing of this environment around it."""
    outside = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
    done = subprocess.run(list(map(str, words)), cwd=cwd, env=outside, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{words}:\n{done.stdout[-2000:]}{done.stderr[-4000:]}"
    return done.stdout


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with both as they would be published: that of `make dist`, or one that is made here."""
    if "DIST" in os.environ:
        return ROOT / os.environ["DIST"]
    folder = tmp_path_factory.mktemp("dist")
    ran(sys.executable, "-m", "hatchling", "build", "--directory", folder, cwd=ROOT)
    return folder


@pytest.fixture(scope="module")
def sdist(dist: Path) -> Path:
    return dist / f"simulate_nl-{VERSION}.tar.gz"


@pytest.fixture(scope="module")
def wheel(sdist: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel that is built from what is in the sdist, outside the checkout."""
    folder = tmp_path_factory.mktemp("unpacked")
    with tarfile.open(sdist) as packed:
        # The earliest Pythons 3.11 do not know it.
        packed.extraction_filter = getattr(tarfile, "data_filter", lambda member, _: member)
        packed.extractall(folder)
    (source,) = folder.iterdir()
    ran(sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", folder, cwd=source)
    return folder / f"simulate_nl-{VERSION}-py3-none-any.whl"


def test_the_sdist_has_every_file_of_the_project(sdist: Path) -> None:
    tracked = set(subprocess.check_output(["git", "ls-files"], cwd=ROOT, text=True).split("\n")) - {""}
    with tarfile.open(sdist) as packed:
        inside = {name.partition("/")[2] for name in packed.getnames()}
    assert {name for name in tracked if (ROOT / name).exists()} - inside <= NOT_PACKED


def test_the_wheel_of_the_sdist_is_that_of_the_checkout(wheel: Path, dist: Path) -> None:
    with ZipFile(dist / wheel.name) as direct, ZipFile(wheel) as built:
        assert {one.filename: one.CRC for one in direct.infolist()} == {
            one.filename: one.CRC for one in built.infolist()
        }
        offered = built.read(f"simulate_nl-{VERSION}.dist-info/entry_points.txt").decode()
    assert f"{ALIAS} = simulate.commands.door:main" in offered


@pytest.mark.long
@pytest.mark.parametrize("version", pythons())
def test_it_works_under(version: str, wheel: Path, tmp_path: Path) -> None:
    """Installed with pip alone into an empty environment, and used in an empty folder."""
    environment, here = tmp_path / "venv", tmp_path / "empty"
    here.mkdir()
    ran(pythons()[version], "-m", "venv", environment, cwd=here)
    programs = environment / ("Scripts" if sys.platform == "win32" else "bin")
    ran(programs / "python", "-m", "pip", "install", "--quiet", "--prefer-binary", f"{wheel}[web]", cwd=here)
    simulate = programs / ALIAS
    assert ran(programs / "simulate", "--version", cwd=here).endswith(f"version {VERSION}\n")
    assert ran(simulate, "--help", cwd=here).startswith(f"Usage: {ALIAS} [OPTIONS] COMMAND [ARGS]...")
    assert "asiel" in ran(simulate, "list", cwd=here)
    few = ("--draws", "30", "--workers", "2")
    ran(simulate, "run", "asiel", "asiel-spreidingswet-ingetrokken", *few, cwd=here)
    both = ("results/asiel", "results/asiel-spreidingswet-ingetrokken")
    assert "What went in" in ran(simulate, "compare", *both, "--no-figures", cwd=here)
    assert "moved" in ran(simulate, "diff", *both, cwd=here)
    ran(simulate, "report", *both, "--to", "html", cwd=here)
    ran(simulate, "report", *both, "--to", "docx", cwd=here)
    assert "everything holds" in ran(simulate, "verify", both[0], cwd=here)
    ran(simulate, "new", "mijn-gemeente", cwd=here)
    ran(simulate, "check", cwd=here / "mijn-gemeente")
    ran(programs / "python", "-c", "import simulate.page.serving", cwd=here)
    assert sorted(path.name for path in here.iterdir()) == ["mijn-gemeente", "results"]
