"""Moving about on the page as somebody does who searches, by its calls; and the memory of its server and workers."""

from __future__ import annotations

import http.client
import json
import random
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from time import monotonic, sleep
from typing import Any
from urllib.parse import quote, urlencode

import psutil

STAYS = 20
"""Movements before another scenario is taken."""
QUIET, PATIENCE = 0.5, 30
"""Seconds without work after which nothing goes on any more, and that this is waited for."""


@dataclass
class Caller:
    """Somebody who has the key of a page on this machine."""

    port: int
    token: str

    def ask(self, method: str, path: str, data: Any = None) -> Any:
        """Make a call and return its answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        try:
            connection.request(method, path, None if data is None else json.dumps(data).encode(), self.key)
            answer = connection.getresponse()
            body = answer.read()
        finally:
            connection.close()
        if answer.status >= 300:
            raise RuntimeError(f"{method} {path}: {answer.status} {body[:300]!r}")
        return json.loads(body)

    @property
    def key(self) -> dict[str, str]:
        return {"authorization": f"Bearer {self.token}"}

    def move(self, state: str, stays: float, least: int = 0) -> int:
        """Wish a state, look at it for so many seconds and until `least` draws, and leave; return the draws seen."""
        if self.ask("POST", "/api/check", {"state": state})["problems"]:
            return 0
        run = self.ask("POST", "/api/runs", {"state": state})
        query = urlencode({"against": run["base"]} if len(run["runs"]) > 1 else {})
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        connection.request("GET", f"/api/runs/{run['id']}/events?{query}", headers=self.key)
        listening = connection.sock
        seen, until = 0, monotonic() + stays
        with connection.getresponse() as answer:
            while (left := until - monotonic()) > 0 or seen < least:
                listening.settimeout(left if seen >= least else 120)
                try:
                    line = answer.readline()
                except TimeoutError:
                    break
                if not line:
                    break
                if line.startswith(b"data:") and b'"last"' in line:
                    seen = int(json.loads(line[5:])["draws"])
                    self.ask("GET", f"/api/runs/{run['id']}/outcomes/{quote(run['outcome'])}?{query}&draws={seen}")
        connection.close()
        return seen


@dataclass
class Wanderer:
    """Wishes one after the other: a lever or a measure moves, or another year or outcome is asked; the same by seed."""

    caller: Caller
    scenarios: tuple[str, ...]
    seed: int = 1
    _known: dict[str, Any] = field(default_factory=dict)

    def move(self, stays: float) -> int:
        """Make the next movement; return the draws that were seen of it."""
        state, first = next(self._states)
        return self.caller.move(state, stays, int(first))

    def __post_init__(self) -> None:
        self._states = self.states()

    def states(self) -> Iterator[tuple[str, bool]]:
        """Yield states without end, and whether each is the first of its scenario: somebody waits for that one."""
        chance, number = random.Random(self.seed), 0
        while True:
            name = self.scenarios[number // STAYS % len(self.scenarios)]
            yield self._state(name, chance), number % STAYS == 0
            number += 1

    def _state(self, name: str, chance: random.Random) -> str:
        if name not in self._known:
            self._known[name] = self.caller.ask("GET", f"/api/scenarios/{name}")
        about = self._known[name]
        lever = chance.choice([one for one in about["levers"] if one["step"] and not one["at_start"]])
        value = lever["min"] + (lever["max"] - lever["min"]) * chance.randrange(1, 1000) / 1000
        pairs = [
            ("s", name),
            ("p", f"{lever['name']}@{about['from']}={value:.6f}"),
            ("y", chance.choice(about["years"])),
        ]
        if chance.random() < 0.5:
            pairs.append(("m", f"{chance.choice(about['measures'])['name']}::zeker"))
        if chance.random() < 0.3:
            pairs.append(("o", chance.choice([one for one in about["outcomes"] if one["headline"]])["name"]))
        return "&".join(f"{key}={part}" for key, part in pairs)


def memory(pid: int) -> dict[str, float]:
    """Megabytes of a process and of those under it, by what they are; shared pages are counted once."""
    found: dict[str, float] = {}
    server = psutil.Process(pid)
    for process in (server, *server.children(recursive=True)):
        try:
            words, info = " ".join(process.cmdline()), process.memory_full_info()
        except psutil.NoSuchProcess:
            continue
        kind = "server" if process == server else "tracker" if "tracker" in words else "workers"
        found[kind] = found.get(kind, 0) + getattr(info, "pss", info.rss) / 1e6
    return found


def settled(pid: int) -> dict[str, float]:
    """Return the memory when everything that nobody waits for is left off. TimeoutError: it never is."""
    server, until = psutil.Process(pid), monotonic() + PATIENCE
    busy = _worked(server)
    while monotonic() < until:
        sleep(QUIET)
        before, busy = busy, _worked(server)
        if busy - before < QUIET / 10:
            return memory(pid)
    raise TimeoutError(f"the page still computes after {PATIENCE} seconds")


def _worked(server: psutil.Process) -> float:
    """Seconds of processor time of a process and of those under it."""
    seconds = 0.0
    for one in (server, *server.children(recursive=True)):
        with suppress(psutil.NoSuchProcess):
            times = one.cpu_times()
            seconds += times.user + times.system
    return seconds
