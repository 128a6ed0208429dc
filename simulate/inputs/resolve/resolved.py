"""The resolved scenario as a file of a result folder: every value with its layer, file, line and source.

What is read back is equal to what was written, to the last bit of every number.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

try:
    # Of libyaml, where PyYAML was built with it: the same text in a quarter of the time.
    from yaml import CSafeDumper as SafeDumper
except ImportError:
    from yaml import SafeDumper  # type: ignore[assignment]

from simulate.errors import InputError, Problem
from simulate.inputs.paths import shown
from simulate.inputs.yaml.document import Document, Steps
from simulate.inputs.yaml.reading import parse, plain_word, read_bytes
from simulate.scenario import Scenario

MAX_BYTES, MAX_NODES = 50_000_000, 3_000_000
_HEAD = "# The scenario as it was run: every value with the layer, file and line that gave it. Written by simulate.\n"


def dump_scenario(scenario: Scenario) -> str:
    """Serialize the scenario as YAML, with dates as dates and numbers that read back exactly."""
    data = _tidy(scenario.model_dump(exclude_none=True))
    text: str = yaml.dump(data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=120, default_flow_style=None)
    return _HEAD + text


def load_scenario(path: Path) -> Scenario:
    """Load the scenario that `dump_scenario` wrote. Raises InputError when it is not one."""
    return _loaded(*read_bytes(path, file=shown(path), max_bytes=MAX_BYTES))


@lru_cache(maxsize=8)
def _loaded(text: bytes, file: str) -> Scenario:
    """Load a scenario once for all figures and analyses of one process."""
    document = parse(text, file, Path(file).name, max_nodes=MAX_NODES)
    if document.problems:
        raise InputError(document.problems)
    try:
        return Scenario.model_validate(document.data)
    except ValidationError as error:
        raise InputError([_problem(document, detail["loc"], detail["msg"]) for detail in error.errors()]) from None


def _problem(document: Document, loc: tuple[int | str, ...], message: str) -> Problem:
    steps: Steps = ()
    for step in loc:
        if (*steps, step) in document.values:
            steps = (*steps, step)
    return document.problem(steps, message[0].lower() + message[1:], expected="a scenario as a run wrote it")


def _tidy(data: Any) -> Any:
    """Convert tuples to lists, and whole numbers to integers (without `.0`) where that is exact."""
    if isinstance(data, dict):
        return {key: _tidy(value) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [_tidy(value) for value in data]
    if isinstance(data, float) and data.is_integer() and abs(data) < 2**53:
        return int(data)
    return data


class _Dumper(SafeDumper):
    """Quotes every text that our reader would take for something else."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _text(dumper: _Dumper, text: str) -> yaml.Node:
    # What a reader could take for a number, or fold like the end of a line, is written in quotes.
    style = '"' if plain_word(text) != text or not text.isprintable() else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


def _float(dumper: _Dumper, number: float) -> yaml.Node:
    # Other readers of YAML want a point in a number: 1.0e-05.
    text = repr(number) if "." in repr(number) else repr(number).replace("e", ".0e")
    return dumper.represent_scalar("tag:yaml.org,2002:float", text)


def _date(dumper: _Dumper, day: date) -> yaml.Node:
    return dumper.represent_scalar("tag:yaml.org,2002:timestamp", day.isoformat())


_Dumper.add_representer(str, _text)
_Dumper.add_representer(float, _float)
_Dumper.add_representer(date, _date)
