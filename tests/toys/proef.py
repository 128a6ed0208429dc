"""A small project with a model of four parameters, in which one thing at a time goes wrong."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from simulate.engine.model import Model
from simulate.engine.stocks import Stock
from simulate.errors import InputError, Problem
from simulate.vocabulary import Label

PARAMETERS = """\
aanvragen:
  label: {nl: Aanvragen, en: Applications}
  unit: personen/jaar
  role: observed
  values:
    2014-01-01: {value: 21_800, source: cbs-2024}
    2024-01-01: {value: 32_000, source: vng-2024:1490-1493}
  uncertainty: {dist: lognormal, p10: 25_000, p90: 40_000, source: cbs-2024}
kans:
  label: {nl: Kans, en: Chance}
  unit: kans
  role: assumption
  axis: groep
  values:
    2014-01-01:
      value: {kansarm: 0.1, overig: 0.5, kansrijk: 0.9}
  uncertainty:
    dist: logitnormal
    p10: {kansarm: 0.05, overig: 0.4, kansrijk: 0.8}
    p90: {kansarm: 0.2, overig: 0.6, kansrijk: 0.95}
    reason: nobody knows
  reason: a guess
kosten:
  label: {nl: Kosten, en: Cost}
  unit: EUR/persoon/jaar
  role: estimated
  values:
    2020-01-01: {value: 30_400, source: cbs-2024, reason: regular places}
  uncertainty: {dist: triangular, min: 25_000, mode: 30_000, max: 40_000, reason: by kind of place}
stop:
  label: {nl: Stop, en: Stop}
  unit: schakelaar
  role: policy
  values:
    2014-01-01: {value: 0, source: vng-2024:12}
"""
SOURCES = """\
cbs-2024: {title: Asiel, publisher: CBS, date: 2024, kind: dataset}
vng-2024: {title: Ledenbrief, publisher: VNG, date: 2024-09, kind: programme, lines: 4077}
"""
MEASURES = """\
beslisstop:
  label: {nl: Beslisstop, en: Decision stop}
  source: vng-2024:1210-1212
  legal_status: {status: announced, date: 2024-09-13}
  from: 2025-07-01
  until: 2026-07-01
  phase_in: 6
  delay: {dist: uniform, min: 0, max: 12, reason: the Senate}
  probability: {value: 0.7, reason: one vote}
  while: {outcome: open_zaken, above: 30_000}
  effects:
    - parameter: proef.instroom.stop
      set: 1
      role: policy
    - parameter: proef.instroom.aanvragen
      multiply: 0.9
      role: assumption
      reason: fewer come
      uncertainty: {dist: uniform, min: 0.7, max: 1, reason: wide}
"""
ROOT = """\
model: proef
label: {nl: Basis, en: Baseline}
question: {nl: Hoeveel?, en: How many?}
start: 2025-01-01
years: 10
draws: 100
seed: 7
"""
CHILD = """\
extends: basis.yaml
label: {nl: Plan, en: Plan}
measures:
  - beslisstop: {from: 2025-09-01}
parameters:
  proef.instroom.aanvragen: {2026-01-01: 45_000, 2027-01-01: 40_000}
  proef.instroom.kosten: {value: 31_000, reason: dearer, uncertainty: none}
"""
FILES = {
    "parameters/proef/instroom.yaml": PARAMETERS,
    "parameters/bronnen.yaml": SOURCES,
    "scenarios/maatregelen/proef.yaml": MEASURES,
    "scenarios/basis.yaml": ROOT,
    "scenarios/plan.yaml": CHILD,
}
NAMES = ("aanvragen", "kans", "kosten", "stop")


class Proef(Model):
    """The little model of the project: it reads four parameters and has one outcome."""

    name = "proef"
    title = Label("Proef", "Trial")

    open_zaken = Stock("Open zaken", "Open cases", unit="zaken")

    @classmethod
    def parameters(cls) -> dict[str, tuple[str, ...]]:
        """Those of the project, whether the model uses them or not."""
        return {f"proef.instroom.{key}": ("instroom",) for key in NAMES}


class Project:
    """A folder with files that can be changed."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def write(self, file: str, text: str | bytes) -> Path:
        path = self.path / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def change(self, file: str, old: str, new: str) -> None:
        text = (self.path / file).read_text()
        assert text.count(old) == 1, f"{old!r} is {text.count(old)} times in {file}"
        self.write(file, text.replace(old, new))


def problems(act: Callable[[], object]) -> list[Problem]:
    """What is wrong, when something is."""
    with pytest.raises(InputError) as caught:
        act()
    return list(caught.value.problems)
