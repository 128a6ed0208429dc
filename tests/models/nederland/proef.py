"""The population by itself: what a country without other parts would be."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from simulate import registry
from simulate.engine.draws import Draws
from simulate.inputs.resolve.scenario import resolve
from simulate.models.nederland.bevolking import Bevolking
from simulate.running.sampling.draws import sample
from simulate.scenario import Scenario
from simulate.vocabulary import Label
from tests.models.runs import Values, with_values

SCENARIO = """\
model: nederland
label: {nl: Bevolking, en: Population}
question: {nl: Hoeveel inwoners?, en: How many inhabitants?}
start: 2026-01-01
years: 10
draws: 60
seed: 2024
"""


class Proef(Bevolking):
    """The population, run by itself."""

    name, title = "nederland", Label("Proef", "Trial")


@contextmanager
def offered(folder: Path) -> Iterator[None]:
    """Offer the population as the model `nederland`, where no installed package does."""
    with pytest.MonkeyPatch.context() as patch:
        if "nederland" not in registry.names():
            info = folder / "proef-0.dist-info"
            info.mkdir()
            (info / "METADATA").write_text("Metadata-Version: 2.1\nName: proef\nVersion: 0\n", encoding="utf-8")
            offer = f"[simulate.models]\nnederland = {__name__}:Proef\n"
            (info / "entry_points.txt").write_text(offer, encoding="utf-8")
            patch.syspath_prepend(folder)
        yield


def scenario(folder: Path, *, more: str = "", months: int = 120, uncertainty: bool = True) -> Scenario:
    """The scenario of the population, with `more` lines (measures, parameters)."""
    path = folder / "bevolking.yaml"
    path.write_text(SCENARIO + more, encoding="utf-8")
    found = resolve(path)
    own = {name: parameter for name, parameter in found.parameters.items() if name.startswith("nederland.")}
    return found.model_copy(update={"months": months, "uncertainty": uncertainty, "parameters": own})


def run(of: Scenario, values: Values | None = None, *, size: int = 60, kind: type[Bevolking] = Proef) -> Any:
    """Run and audit; `values` by name without the model, for the whole run."""
    running = kind(drawn(of, values, size))
    running.run()
    running.audit()
    return running


def drawn(of: Scenario, values: Values | None = None, size: int = 60) -> Draws:
    """The values of the first draws."""
    return with_values(sample(of, 0, size), "nederland", values or {})
