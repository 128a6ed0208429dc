"""YAML files and tables that are mangled: what comes of them is a list of problems, or a scenario, and soon."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter

from proef import FILES, Project

from simulate.backtesting.vintages import vintage_problems
from simulate.errors import InputError, Problem
from simulate.inputs.checking import check
from simulate.inputs.library import Library
from simulate.inputs.paths import roots
from simulate.inputs.resolve.scenario import resolve
from simulate.series import series_problems
from tests.trials.hostile import HOSTILE, UNPRINTABLE

SECONDS = 10.0
"""A check of a small project takes a fraction of a second; a busy machine is given more."""
SERIES = """\
aanvragen:
  model: proef
  outcome: open_zaken
  file: waarnemingen.csv
  rows: {series: aanvragen}
  per: year
  kind: stock
  unit: zaken
  multiply: 1000
  credit: {nl: CBS, en: CBS}
  source: cbs-2024
  note: Rounded.
"""
VINTAGES = """\
raming:
  series: aanvragen
  file: ramingen.csv
  rows: {forecast: raming}
  per: year
  between: straight
  credit: {nl: CBS, en: CBS}
  sources: [cbs-2024]
"""
COUNTS = "series,period,value,source\naanvragen,2015,1.5,a\naanvragen,2016,2,b\n"
FORECASTS = "forecast,made,period,low,middle,high,source\nraming,2014-09,2015,1,2,3,a\nraming,2015-03-10,2016,2,,4,b\n"
DATA = {
    "data/series.yaml": SERIES,
    "data/vintages.yaml": VINTAGES,
    "data/waarnemingen.csv": COUNTS,
    "data/ramingen.csv": FORECASTS,
}
WORDS = (
    *HOSTILE, *UNPRINTABLE, "inf", "-inf", ".nan", "1e400", "-1", "0", "1e12", "12.000", "12,5", "2027-1-1",
    "9999-12-31", "null", "true", "[]", "{}", "~", "!!python/object:os.system x", "&a 1", "*a", "/etc/passwd",
    "../../../etc/passwd", "", "{dist: lognormal, p10: 0, p90: 1e308}", "[1, [2, [3]]]", "x" * 5000, "0o17",
    "1_000_000_000_000", "on", "é" * 300,
)  # fmt: skip
"""What may stand where another word stood."""


def written(folder: Path) -> Project:
    """Write the project of all kinds of files, with series and forecasts."""
    project = Project(folder)
    for file, text in {**FILES, **DATA}.items():
        project.write(file, text)
    return project


def mangled(text: str, chance: random.Random) -> bytes:
    """Mangle a file in one to four places, in one of many ways."""
    raw = text.encode()
    for _ in range(chance.randint(1, 4)):
        raw = chance.choice(_WAYS)(raw, chance)
    return raw


def _word(raw: bytes, chance: random.Random) -> bytes:
    places = list(re.finditer(rb"[^\s:,{}\[\]]+", raw))
    if not places:
        return raw
    at = chance.choice(places)
    return raw[: at.start()] + chance.choice(WORDS).encode("utf-8", "surrogatepass") + raw[at.end() :]


def _line(raw: bytes, chance: random.Random) -> bytes:
    lines = raw.split(b"\n")
    at = chance.randrange(len(lines))
    way = chance.randrange(4)
    if way == 0:
        del lines[at]
    elif way == 1:
        lines.insert(at, lines[at])
    elif way == 2:
        lines[at] = b" " * chance.randint(0, 6) + lines[at].lstrip()
    else:
        lines.insert(at, chance.choice(lines))
    return b"\n".join(lines)


def _byte(raw: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(raw) + 1)
    return (
        raw[:at] + bytes(chance.randrange(256) for _ in range(chance.randint(1, 3))) + raw[at + chance.randint(0, 2) :]
    )


def _cut(raw: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(raw) + 1)
    return raw[:at] if chance.random() < 0.5 else raw[at:]


def _coded(raw: bytes, chance: random.Random) -> bytes:
    text = raw.decode("utf-8", "replace")
    coded = text.encode(chance.choice(("utf-16", "latin-1", "utf-8-sig")), "replace")
    return coded.replace(b"\n", chance.choice((b"\r\n", b"\r", b"\n")))


_Way = Callable[[bytes, random.Random], bytes]
_WAYS: tuple[_Way, ...] = (_word, _word, _word, _word, _line, _line, _byte, _cut, _coded)


def trouble(project: Project, file: str, raw: bytes) -> str | None:
    """Check the project with one file mangled; say what went wrong, None when it ends in problems or in a scenario."""
    whole = (project.path / file).read_bytes()
    project.write(file, raw)
    started = perf_counter()
    try:
        problems = list(_everything(project))
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    finally:
        took = perf_counter() - started
        project.write(file, whole)
    if took > SECONDS:
        return f"took {took:.1f} s"
    return next((f"says {problem}" for problem in problems if not _proper(problem)), None)


def _everything(project: Project) -> Iterator[Problem]:
    yield from check().problems
    yield from check(["plan.yaml"]).problems
    library = Library(roots())
    yield from series_problems(project.path / "data" / "series.yaml", library)
    yield from vintage_problems(project.path / "data" / "vintages.yaml", library)
    try:
        resolve("plan.yaml")
    except InputError as error:
        yield from error.problems


def _proper(problem: Problem) -> bool:
    """Tell whether a problem is said with a place, on lines that a terminal can show."""
    told = str(problem)
    return bool(problem.message) and all(sign.isprintable() or sign in "\n\u200b\u2028\u2029" for sign in told)
