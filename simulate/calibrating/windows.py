"""The windows of a calibration: read once, resolved again for every point."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from simulate.backtesting.evaluating import series_of_window
from simulate.errors import InputError
from simulate.inputs.calibration import Calibration
from simulate.inputs.library import Library
from simulate.inputs.resolve.chain import Chain, read_chain
from simulate.inputs.resolve.scenario import assembled, problems_of
from simulate.scenario import Scenario
from simulate.series import Series


@dataclass(frozen=True)
class Window:
    """A scenario of the past with the series it is compared with."""

    name: str
    chain: Chain
    library: Library
    series: tuple[Series, ...]

    def scenario(self, factors: Mapping[str, float], draws: int, seed: int) -> Scenario:
        """Resolve with these factors by group (none: the prior). Random numbers are the same for all factors."""
        return assembled(self.chain, self.library, draws=draws, seed=seed, factors=factors)


def windows_of(calibration: Calibration, files: Sequence[str], library: Library) -> tuple[Window, ...]:
    """Read the windows in these scenario files. InputError with everything that is wrong in one of them."""
    return tuple(_window(calibration, file, library.roots.scenario(file), library) for file in files)


def _window(calibration: Calibration, file: str, path: Path | None, library: Library) -> Window:
    assert path is not None, "the rules of a calibration see to it that its windows are there"
    chain = read_chain(path, library.roots, library)
    problems = problems_of(chain, library)
    if problems:
        raise InputError(problems)
    scenario = assembled(chain, library, factors={})
    chosen = (calibration.form.against or {}).get(file)
    series = (one for one in series_of_window(scenario) if chosen is None or one.name in chosen)
    return Window(scenario.name, chain, library, tuple(series))
