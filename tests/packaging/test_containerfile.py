"""The Containerfile, as far as it can be tried without a daemon and a base image: its steps are done in a folder.

Not tried are the base image, its users (`useradd`, `USER`), and whatever a container shuts off.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.request import HTTPCookieProcessor, build_opener

import pytest

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "Containerfile").read_text(encoding="utf-8")
INSTALLED = "/opt/simulate"
OF_THE_SYSTEM = ("useradd",)
"""What changes the machine itself, and is not done here."""


def instructions() -> list[tuple[str, str]]:
    """What the file says to do, comments left out and lines joined."""
    lines = "\n".join(line for line in TEXT.splitlines() if not line.startswith("#")).replace("\\\n", " ")
    return [(word, rest) for word, _, rest in (line.partition(" ") for line in lines.splitlines()) if word]


def said(word: str) -> list[str]:
    return [rest for name, rest in instructions() if name == word]


def test_it_is_the_page_by_default_for_who_is_not_root() -> None:
    assert json.loads(said("CMD")[0])[:4] == ["simulate", "open", "--host", "0.0.0.0"]
    words = [word for word, _ in instructions()]
    user = words.index("USER")
    assert said("USER") == ["1000"]
    assert "RUN" not in words[user:]
    port = json.loads(said("CMD")[0])[json.loads(said("CMD")[0]).index("--port") + 1]
    assert said("EXPOSE") == [port]


def test_all_that_is_installed_is_pinned_with_hashes() -> None:
    installs = [rest for rest in said("RUN") if "pip install" in rest]
    assert len(installs) == 2
    assert "--require-hashes --requirement requirements/run.txt" in installs[0]
    assert "--no-deps --no-build-isolation" in installs[1]


def test_what_is_copied_is_there_and_not_kept_away() -> None:
    kept = {line[1:] for line in (ROOT / ".containerignore").read_text().splitlines() if line.startswith("!")}
    copied = [shlex.split(rest) for rest in said("COPY") if not rest.startswith("--from")]
    sources = {source for *each, _ in copied for source in each}
    assert sources == kept
    assert all((ROOT / source).exists() for source in sources)
    (moved,) = (shlex.split(rest)[1:] for rest in said("COPY") if rest.startswith("--from"))
    assert moved == [INSTALLED, INSTALLED]  # an environment works where it was made


@dataclass
class Built:
    """What the steps made, in a folder that stands for `/`."""

    root: Path
    cwd: Path
    environment: dict[str, str] = field(default_factory=dict)

    def here(self, path: str) -> Path:
        return self.root / path.lstrip("/") if path.startswith("/") else self.cwd / path

    def step(self, word: str, rest: str) -> None:
        """Do one instruction."""
        match word:
            case "WORKDIR":
                self.cwd = self.here(rest)
                self.cwd.mkdir(parents=True, exist_ok=True)
            case "COPY" if not rest.startswith("--from"):
                *sources, target = shlex.split(rest)
                for source in sources:
                    self.copy(ROOT / source, self.here(target) / source if target.endswith("/") else self.here(target))
            case "RUN" if not rest.startswith(OF_THE_SYSTEM):
                self.run(rest)
            case "ENV":
                for name, value in (part.split("=", 1) for part in shlex.split(rest)):
                    self.environment[name] = value.replace(INSTALLED, str(self.here(INSTALLED)))
            case "RUN" | "COPY" | "ARG" | "FROM" | "USER" | "EXPOSE" | "CMD":
                pass
            case _:
                raise AssertionError(f"{word} is an instruction that is not tried here")

    def copy(self, source: Path, target: Path) -> None:
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, target)

    def run(self, command: str) -> None:
        command = command.replace(INSTALLED, str(self.here(INSTALLED)))
        command = re.sub(r"^python ", f"{shlex.quote(sys.executable)} ", command)
        done = subprocess.run(
            ["sh", "-c", command], cwd=self.cwd, env=outside(), capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, (command, done.stdout[-2000:], done.stderr[-2000:])


def outside() -> dict[str, str]:
    """The variables around, without those of Python."""
    return {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    root = tmp_path_factory.mktemp("container")
    made = Built(root, root)
    for word, rest in instructions():
        made.step(word, rest)
    return made


@pytest.fixture(scope="module")
def page(built: Built) -> Iterator[str]:
    """The address that the default command prints, on a port that is free."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = str(found.getsockname()[1])
    command = [port if word == "8765" else word for word in json.loads(said("CMD")[0])]
    paths = built.environment["PATH"].replace("$PATH", os.environ["PATH"])
    environment = outside() | built.environment | {"PATH": paths, "SIMULATE_LANGUAGE": "en"}
    program = shutil.which(command[0], path=paths)
    assert program is not None
    assert program.startswith(str(built.root))
    with subprocess.Popen([program, *command[1:]], cwd=built.cwd, env=environment, stdout=subprocess.PIPE,
                          text=True) as process:  # fmt: skip
        assert process.stdout is not None
        for line in process.stdout:
            if address := re.search(r"http://\S+", line):
                yield address[0]
                break
        process.terminate()
        assert process.wait(timeout=30) in (0, -15)


@pytest.mark.long
def test_its_steps_make_a_page_that_answers(page: str) -> None:
    # The address with its key leads to the page, with a cookie.
    with build_opener(HTTPCookieProcessor()).open(page.partition("#")[0]) as answer:
        assert answer.status == 200
        assert b"simulate" in answer.read()


@pytest.mark.long
def test_what_they_make_has_no_pip_and_holds_the_product_alone(built: Built) -> None:
    installed = built.here(INSTALLED)
    assert not (installed / "bin" / "pip").exists()
    (package,) = installed.glob("lib/python*/site-packages/simulate")
    assert (package / "data" / "scenarios" / "asiel.yaml").is_file()
    assert list(package.glob("engine/__pycache__/*.nbi")), "its kernels are compiled"
