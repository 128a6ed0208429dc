"""What decides the numbers of a run: the scenario without its comments, and the program that computes it.

Two runs of the same identity give the same bits, so that a folder can be continued and blocks of different days can
stand side by side. Labels, sources and line numbers explain a run; they do not decide it.
"""

from __future__ import annotations

import hashlib
import json
import platform
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from simulate import registry
from simulate.engine.composite import Composite
from simulate.engine.model import Model
from simulate.running.code_hash import code_hash
from simulate.scenario import Scenario
from simulate.version import VERSION
from simulate.vocabulary import AXES, UNITS

EXPLAINS = {
    "draws",
    "files",
    "label",
    "question",
    "origin",
    "source",
    "reason",
    "legal_status",
    "dates",
    "targets",
    "asks",
    "as_of",
    "expects",
    "against",
    "elsewhere",
    "at_start",
    "switch",
}
"""Keys of a resolved scenario that do not decide what draw i looks like."""

OTHER_CODE = "the code of the engine or the model has changed"

_CODE = (
    "engine",
    "scenario.py",
    "running/blocks.py",
    "running/replicate.py",
    "running/sampling",
    "running/statistics/bins.py",
    "running/statistics/layout.py",
)
_BASES = (Model, Composite)
_PACKAGES = (
    "numpy",
    "numba",
    "scipy",
    "simpy",
    "xarray",
    "zarr",
    "numcodecs",
    "pandas",
    "pydantic",
    "PyYAML",
    "matplotlib",
)
"""What computes, reads, keeps and draws; the record of a run says which version of each did."""


def essence(scenario: Scenario) -> dict[str, Any]:
    """Return the part of the scenario that decides its numbers, as plain data."""
    kept = _without_explanations(scenario.model_dump(mode="json"))
    assert isinstance(kept, dict)
    # Fields that came later decide nothing where they are empty: a scenario without them stays what it was.
    conditions = [one for measure in kept["measures"] for one in measure["conditions"]]
    for fields, names in (
        ([kept], ("whole", "parts")),
        (conditions, ("model",)),
        (kept["parameters"].values(), ("bounds", "adds_up_to")),
    ):
        for one in fields:
            for name in names:
                if not one[name]:
                    del one[name]
    return kept


def _without_explanations(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_explanations(inner) for key, inner in value.items() if key not in EXPLAINS}
    if isinstance(value, list):
        return [_without_explanations(inner) for inner in value]
    return value


def fingerprint(scenario: Scenario) -> str:
    """Compute the SHA-256 digest of what decides the numbers of the scenario."""
    return hashlib.sha256(json.dumps(essence(scenario), sort_keys=True).encode()).hexdigest()


def versions_of(scenario: Scenario) -> dict[str, str]:
    """List what `versions` lists of a model, and of a composite also the hash `coupled` of all that runs together.

    `code` stays that of the engine and the model alone: what a part is coupled with is another input to it.
    """
    found = versions(scenario.model)
    if scenario.parts:
        found["coupled"] = _coupled(scenario.whole or scenario.model, scenario.parts)
    return found


def versions(model: str) -> dict[str, str]:
    """List the versions of the packages that compute, and a hash of the code that decides the numbers."""
    return {
        "code": _code(model),
        "simulate": VERSION,
        "model": " ".join(registry.distribution(model)),
        "python": platform.python_version(),
        **{name: _version(name) for name in _PACKAGES},
        "platform": f"{platform.system()} {platform.machine()}",
    }


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "unknown"


@cache
def _code(model: str) -> str:
    """Compute the hash of the code that decides a model's numbers: engine, sampling, vocabulary and the model."""
    return code_hash([*_of_engine(), *_of_model(registry.model(model)), ("vocabulary", _vocabulary())])


@cache
def _coupled(whole: str, parts: tuple[str, ...]) -> str:
    """Compute the hash of the code of a composite, its parts in any order, and couplings of other packages."""
    files = dict(entry for name in (whole, *parts) for entry in _of_model(registry.model(name)))
    for one in registry.couplings(whole):
        files |= dict(_sources(_package(one.proceed.__module__), _package(one.proceed.__module__).parent))
    return code_hash(sorted(files.items()))


def _of_engine() -> Iterator[tuple[str, str]]:
    """Yield the files of the program that compute a block, with their names."""
    package = Path(__file__).parents[1]
    for part in _CODE:
        yield from _sources(package / part, package)


def _of_model(kind: type[Model]) -> Iterator[tuple[str, str]]:
    """Yield the files of the package of a model, and of those it builds on, with their names."""
    modules = [base.__module__ for base in kind.__mro__ if issubclass(base, Model) and base not in _BASES]
    for root in sorted({_package(name) for name in modules}):
        yield from _sources(root, root.parent)


def _package(module: str) -> Path:
    """Return the folder of the package that a module is in; the file of a module that is in none."""
    found = sys.modules[module]
    package = module if hasattr(found, "__path__") else module.rpartition(".")[0]
    file = sys.modules[package].__file__ if package else None
    return Path(file).parent if file else Path(str(found.__file__))


def _sources(root: Path, above: Path) -> Iterator[tuple[str, str]]:
    for file in sorted(root.rglob("*.py")) if root.is_dir() else [root]:
        yield file.relative_to(above).as_posix(), file.read_text(encoding="utf-8")


def _vocabulary() -> str:
    """Render the part of the vocabulary that decides numbers, as Python: units with limits, axes with entries."""
    units = [(unit.name, str(unit.low), str(unit.high), str(unit.most)) for unit in UNITS.values()]
    axes = [(axis.name, axis.entries, axis.apart) for axis in AXES.values()]
    return f"UNITS = {units!r}\nAXES = {axes!r}\n"


def differences(old: Scenario, new: Scenario) -> list[str]:
    """List the inputs that decide the numbers and differ: `parameter, date, field: old -> new`, in order of name."""
    before, after = dict(_leaves(essence(old))), dict(_leaves(essence(new)))
    return [
        f"{place}: {_shown(before.get(place))} -> {_shown(after.get(place))}"
        for place in sorted(before.keys() | after.keys())
        if before.get(place) != after.get(place)
    ]


def same_code(old: dict[str, str], new: dict[str, str]) -> bool:
    """Tell whether two versions compute the same bits: another NumPy or processor does not change them."""
    return code_of(old) == code_of(new)


def code_of(versions: Mapping[str, str]) -> tuple[str | None, str | None]:
    """Return the hashes of all code that computes: of the model, and of what runs together with it."""
    return versions.get("code"), versions.get("coupled")


def same_model(old: dict[str, str], new: dict[str, str]) -> bool:
    """Tell whether the model by itself is the same: what it is coupled with is another input, not another model."""
    return old.get("code") == new.get("code")


def _leaves(value: Any, place: tuple[str, ...] = ()) -> Iterator[tuple[str, Any]]:
    """Yield every value with its place in words. List entries are called by their name or date, not by their number."""
    if isinstance(value, dict) and value:
        for key, inner in value.items():
            if key not in ("name", "parameter", "date") or not place:
                yield from _leaves(inner, place if key in ("parameters", "values") else (*place, key))
    elif isinstance(value, list) and value and isinstance(value[0], dict):
        for number, inner in enumerate(value):
            called = inner.get("name") or inner.get("parameter") or inner.get("date") or str(number)
            yield from _leaves(inner, (*place, str(called)))
    else:
        yield ", ".join(place), value


def _shown(value: Any) -> str:
    if value is None:
        return "none"
    return f"{value:_}" if isinstance(value, int | float) and not isinstance(value, bool) else str(value)
