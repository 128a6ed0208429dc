"""Texts on one model that its declarations do not hold: `models/<model>/`, of which every file may be missing.

`model.yaml` names the columns of its figure of the backtests, `lessons.md` says what the backtests taught, and
`<window>.md` what one window got right and missed. Of a composite `introduction.md` says what it is, and `couplings.md`
what may not be read from its couplings.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from simulate.inputs.yaml.reading import read

MODELS = Path(__file__).parent / "models"
COLUMNS = 3
"""Series in the figure of a model that does not say which."""


@dataclass(frozen=True)
class ModelTexts:
    """The texts on the model called `name`."""

    name: str

    @property
    def folder(self) -> Path:
        return MODELS / self.name

    @property
    def lessons(self) -> str:
        """The lessons of the backtests, in Markdown; empty when nothing is written."""
        return self._markdown("lessons")

    @property
    def introduction(self) -> str:
        """What a composite is, in Markdown; empty when nothing is written."""
        return self._markdown("introduction")

    @property
    def couplings(self) -> str:
        """What is said of the couplings of a composite beside their table, in Markdown; empty when nothing is."""
        return self._markdown("couplings")

    def window(self, scenario: str) -> str:
        """Return what one window got right and missed, in Markdown; empty when nothing is written."""
        return self._markdown(scenario)

    def columns(self, series: Iterable[str]) -> tuple[tuple[str, ...], ...]:
        """Choose the columns of the figure: of each, the series of which the first that a window has is drawn.

        `series` are those that the windows are compared with, of which the first few are taken when the model does not
        say which.
        """
        if "figure" in self._form:
            return tuple(tuple(column) for column in self._form["figure"])
        return tuple((name,) for name in list(dict.fromkeys(series))[:COLUMNS])

    @cached_property
    def _form(self) -> dict[str, Any]:
        path = self.folder / "model.yaml"
        return dict(read(path).data or {}) if path.exists() else {}

    def _markdown(self, stem: str) -> str:
        path = self.folder / f"{stem}.md"
        return path.read_text(encoding="utf-8").strip() if path.exists() else ""
