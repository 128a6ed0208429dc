"""A project with a short asylum scenario, and the page of it as a process of its own."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
SHORT = """\
extends: asiel.yaml
label: {nl: Drie jaar asiel, en: Three years of asylum}
question: {nl: Hoeveel plekken zijn er nodig?, en: How many places are needed?}
years: 3
"""
ADDRESS = re.compile(r"http://(\S+):(\d+)/\?token=([\w-]+)#(\S*)")


@dataclass
class Server:
    """The page as a process, and who asks it with the token."""

    process: subprocess.Popen[str]
    project: Path
    host: str
    port: int
    token: str
    state: str

    @property
    def address(self) -> str:
        return f"http://{self.host}:{self.port}/"

    def raw(
        self, method: str, path: str, body: bytes | None = None, headers: dict[str, str] | None = None
    ) -> tuple[int, dict[str, str], bytes]:
        """Ask as any program could: status, headers and body."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        try:
            # What is too large is refused before all of it was sent: the answer is there, and nobody reads on.
            with suppress(BrokenPipeError):
                connection.request(method, path, body, headers or {})
            answer = connection.getresponse()
            return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
        finally:
            connection.close()

    @property
    def key(self) -> dict[str, str]:
        return {"authorization": f"Bearer {self.token}"}

    def get(self, path: str) -> Any:
        status, _, body = self.raw("GET", path, headers=self.key)
        assert status == 200, body
        return json.loads(body)

    def post(self, path: str, data: Any, status: int = 200) -> Any:
        got, _, body = self.raw("POST", path, json.dumps(data).encode(), self.key)
        assert got == status, body
        return json.loads(body)

    def done(self, job: dict[str, Any]) -> dict[str, Any]:
        """Follow a job until it is done."""
        until = monotonic() + 240
        while job["status"] == "running" and monotonic() < until:
            sleep(0.2)
            job = self.get(f"/api/jobs/{job['id']}")
        assert job["status"] == "done", job["message"]
        return job

    def stop(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(20)


def serve(project: Path, *options: str, language: str = "nl", beside: tuple[Path, ...] = ()) -> Server:
    """Start `simulate open` in a project, with packages in the folders `beside`, and wait until it says where it is."""
    path = os.pathsep.join(map(str, (ROOT, *beside)))
    environment = os.environ | {"SIMULATE_LANGUAGE": language, "PYTHONPATH": path, "PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(
        [sys.executable, "-m", "simulate", "open", "--no-browser", *options],
        cwd=project, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    assert process.stdout is not None
    until, said = monotonic() + 60, ""
    while monotonic() < until:
        line = process.stdout.readline()
        said += line
        if found := ADDRESS.search(line):
            return Server(process, project, found[1], int(found[2]), found[3], found[4])
        if not line:
            break
    raise AssertionError(said)


@pytest.fixture(scope="session")
def short(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with the short scenario."""
    folder = tmp_path_factory.mktemp("mijn")
    for name in ("scenarios", "parameters"):
        (folder / name).mkdir()
    (folder / "scenarios" / "kort.yaml").write_text(SHORT, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def server(short: Path) -> Iterator[Server]:
    """The page of that project."""
    made = serve(short)
    yield made
    made.process.kill()
    made.process.wait()
