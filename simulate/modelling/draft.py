"""A scenario that is made in Python: the same as a file with these lines, checked by the same rules."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from simulate.errors import InputError
from simulate.files import write_whole
from simulate.inputs.library import Library
from simulate.inputs.paths import find, roots
from simulate.inputs.resolve.chain import SAFE_NAME, read_chain
from simulate.inputs.resolve.scenario import assembled, problems_of
from simulate.scenario import Scenario

Amount = float | str | Mapping[Any, Any]
"""A number, a change (`"+10 %"`), or these by date or by entry, as under `parameters:` in a file."""
Measures = str | Sequence[str | Mapping[str, Any]] | Mapping[str, Any]
"""Names of measures, or one; or by name what is said of their timing, such as `{"from": "2027-01-01"}`, or None."""


@dataclass(frozen=True)
class Draft:
    """A scenario that was made in Python: its lines, and what they come to."""

    name: str
    text: str
    """The YAML of the file that it is."""
    resolved: Scenario

    def save(self, folder: str | Path = "scenarios") -> Path:
        """Write it into a folder, by default scenarios/ here, as a file that `simulate run` takes; return its path."""
        path = Path(folder) / f"{self.name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, self.text)
        return path


def scenario(
    base: str | Path | Sequence[str],
    *,
    name: str | None = None,
    label: str | None = None,
    question: str | None = None,
    parameters: Mapping[str, Amount] | None = None,
    measures: Measures | None = None,
    start: date | str | None = None,
    years: int | None = None,
    months: int | None = None,
    draws: int | None = None,
    seed: int | None = None,
) -> Draft:
    """Make a scenario that builds on another one, or on several, and check it.

    `parameters` are values by name and `measures` what is taken besides what the base takes, both as in a file. Months
    count from `start`. Without a name it is called after the first base with `-eigen` behind it.

    InputError with everything that is wrong, on the lines of the file that it would be.
    """
    if parameters is not None and not isinstance(parameters, Mapping):
        raise TypeError(f"parameters are given by name, as {{name: value}}, and not as a {type(parameters).__name__}")
    bases = [base] if isinstance(base, str | Path) else list(base)
    paths = [find(one) for one in bases]
    called = name or f"{paths[0].stem[:74]}-eigen"
    if not SAFE_NAME.fullmatch(called):
        raise ValueError(f"'{called}' cannot be the name of a scenario: use small letters, digits, - and _")
    extends = [_named(path) for path in paths]
    said = label or f"{called} ({', '.join(path.stem for path in paths)})"
    given: dict[str, Any] = {
        "extends": extends[0] if len(extends) == 1 else extends,
        "label": {"nl": said, "en": said},
        "question": None if question is None else {"nl": question, "en": question},
        "start": start,
        "years": years,
        "months": months,
        "draws": draws,
        "seed": seed,
        "measures": _measures(measures),
        "parameters": None if parameters is None else dict(parameters),
    }
    text = yaml.safe_dump(
        _plain({k: v for k, v in given.items() if v is not None}), sort_keys=False, allow_unicode=True
    )
    return Draft(called, text, _resolved(paths[0].parent / f"{called}.yaml", text))


def _resolved(path: Path, text: str) -> Scenario:
    found = roots(path)
    library = Library(found)
    chain = read_chain(path, found, library, text.encode())
    problems = problems_of(chain, library)
    if problems:
        raise InputError(problems)
    return assembled(chain, library)


def _named(path: Path) -> str:
    """Return how a file is named in another: by its name where that finds it, else by its path."""
    return path.name if roots().scenario(path.name) == path else str(path)


def _measures(given: Measures | None) -> list[Any] | None:
    if given is None:
        return None
    if isinstance(given, str):
        return [given]
    if isinstance(given, Mapping):
        return [name if timing is None else {name: timing} for name, timing in given.items()]
    return [one if isinstance(one, str) else dict(one) for one in given]


def _plain(data: Any) -> Any:
    """Return data as YAML has it: dates as words, numbers of NumPy as numbers."""
    if isinstance(data, Mapping):
        return {_plain(key): _plain(value) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [_plain(value) for value in data]
    if isinstance(data, date):
        return data.isoformat()[:10]
    if hasattr(data, "item") and not isinstance(data, str):
        return data.item()
    # What looks like a date stays one when it is read.
    return str(data) if isinstance(data, str) and re.match(r"\d{4}-", data) else data
