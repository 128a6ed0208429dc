"""What surrounds a command does not reach into it: it works, or says in a sentence what stands in its way."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from simulate.errors import RunError
from simulate.running.execution import workers
from simulate.running.execution.workers import Workers

DRAW = """
from pathlib import Path
from simulate.render.chart import STYLE, head, save, settle
from simulate.render.drawing import Figure, styled
import hashlib, os
with styled(STYLE):
    figure = Figure(figsize=(4, 3), layout="constrained")
    figure.subplots().plot([0, 1], [0, 2])
    head(figure, "Titel $1 en $2", "eronder")
    settle(figure)
for file in save(figure, Path(os.environ["DRAWN"]), "simulate"):
    print(hashlib.sha256(file.read_bytes()).hexdigest())
print(os.environ.get("MPLBACKEND"), os.getcwd())
"""
DIGEST = """
import hashlib
from simulate.inputs.resolve.scenario import resolve
from simulate.running.blocks import run_block
scenario = resolve("wonen.yaml").model_copy(update={"months": 3})
outcomes = run_block(scenario, 0, 3)
print(hashlib.sha256(b"".join(outcomes[name].tobytes() for name in sorted(outcomes))).hexdigest())
"""
RC = "axes.facecolor: black\nsavefig.dpi: 30\nsvg.fonttype: path\ntext.usetex: True\n"


def python(code: str, folder: Path, **environment: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, env={**os.environ, **environment}, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def simulate(*words: str, shell: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    """Give a command in a shell, with what stands before and after it: `{}` is the command."""
    command = " ".join([sys.executable, "-m", "simulate", *words])
    line = (shell or "{}").format(command)
    return subprocess.run(
        ["bash", "-c", line], env={**os.environ, **environment}, capture_output=True, text=True, check=False
    )


def test_a_figure_has_the_same_bytes_whatever_is_set_for_matplotlib(tmp_path: Path) -> None:
    for name in ("plain", "set", "broken"):
        (tmp_path / name).mkdir()
    (tmp_path / "set" / "matplotlibrc").write_text(RC)
    (tmp_path / "broken" / "matplotlibrc").write_bytes(b"axes.facecolor: \xff\n")
    plain = python(DRAW, tmp_path / "plain", DRAWN=str(tmp_path / "plain" / "f")).splitlines()
    found = python(DRAW, tmp_path / "set", DRAWN=str(tmp_path / "set" / "f"), MPLBACKEND="geen_backend",
                   MATPLOTLIBRC=str(tmp_path / "set" / "matplotlibrc")).splitlines()  # fmt: skip
    broken = python(DRAW, tmp_path / "broken", DRAWN=str(tmp_path / "broken" / "f"), HOME="/nonexistent").splitlines()
    assert plain[:2] == found[:2] == broken[:2]
    # What is set stays set for others, and nobody is moved to another folder.
    assert found[2] == f"geen_backend {tmp_path / 'set'}"


@pytest.mark.long
def test_the_outcomes_have_the_same_bits_whatever_is_set(tmp_path: Path) -> None:
    plain = python(DIGEST, tmp_path)
    found = python(DIGEST, tmp_path, TZ="Pacific/Kiritimati", LANG="nl_NL.UTF-8", LC_ALL="C", PYTHONOPTIMIZE="1",
                   PYTHONHASHSEED="7", COLUMNS="3", OMP_NUM_THREADS="2")  # fmt: skip
    assert plain == found


@pytest.mark.parametrize(
    ("shell", "code", "said"),
    [
        ("{} > /dev/full", 1, "there is no room where the output goes"),
        ("umask 077 && {} >&-", 0, ""),
        ("{} | true", 0, ""),
        ("mkdir weg && cd weg && rmdir ../weg && {}", 2, "the working directory is not there any more"),
    ],
)
def test_output_and_folder(tmp_path: Path, shell: str, code: int, said: str) -> None:
    done = simulate("list", "models", shell=f"cd {tmp_path} && {shell}", PYTHONPATH=os.pathsep.join(sys.path))
    assert done.returncode == code, done.stderr
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr


@pytest.mark.parametrize(
    "environment",
    [
        {"COLUMNS": "0", "HOME": "/nonexistent", "XDG_CONFIG_HOME": "/proc/none", "XDG_CACHE_HOME": "/proc/none"},
        {"PYTHONOPTIMIZE": "2", "TZ": "Nergens/Niets", "LC_ALL": "xx_XX", "TERM": "dumb", "COLUMNS": "veel"},
    ],
)
def test_environment(environment: dict[str, str]) -> None:
    done = simulate("list", "models", **environment)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    assert "asiel" in done.stdout or environment.get("COLUMNS") == "0"


def test_shared_memory_that_cannot_be_used_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(workers, "Pool", refused)
    with pytest.raises(RunError, match=r"Read-only file system.*/dev/shm.*--workers 1"):
        _ = Workers(2).pool
