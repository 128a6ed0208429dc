"""The models by name, and other things that packages offer: entry points of what is installed.

A package offers a model under `[project.entry-points."simulate.models"]` in its pyproject.toml; the models that come
with simulate are offered in the same way. Entry points are read from the metadata of an installed distribution, so a
checkout has to be installed too (`pip install -e .`).
"""

from __future__ import annotations

import difflib
import sys
from functools import lru_cache
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simulate.errors import SimulateError

if TYPE_CHECKING:
    from simulate.engine.composite import Coupling
    from simulate.engine.model import Model

GROUP = "simulate.models"
COUPLINGS = "simulate.couplings"
DATA = "simulate.data"
"""Folders with parameters/ and scenarios/ that packages bring with their models."""
OWN = "simulate.models."
"""Where the models live that come with simulate itself."""


class RegistryError(SimulateError):
    """What is asked for by name is not there or cannot be used; the message says why and what to do."""

    exit_code = 2


class UnknownName(RegistryError, LookupError):
    """No installed package offers anything of that name."""


class OfferedTwice(RegistryError):
    """Two packages offer the same name."""


class CannotLoad(RegistryError):
    """The package that offers it fails to import, or what it offers is something else."""


def names() -> list[str]:
    """List the names of all models that installed packages offer, also of those that cannot be loaded; in order."""
    return offered(GROUP)


def own_names() -> list[str]:
    """List the names of the models that come with simulate itself."""
    return [name for name, found in _offers(GROUP).items() if found[0].value.startswith(OWN)]


def model(name: str) -> type[Model]:
    """Load the model class called `name`.

    RegistryError when there is none, when there are two, or when it fails to load.
    """
    # Imported when it is needed: the commands import the errors above before anything else.
    from simulate.engine.model import Model

    found = load(GROUP, name, "model")
    if not (isinstance(found, type) and issubclass(found, Model)):
        raise CannotLoad(f"what {_who(GROUP, name)} offers as the model {name} is not a class of simulate's Model")
    if found.name != name:
        raise CannotLoad(f"the model {name} of {_who(GROUP, name)} calls itself '{found.name}': give it one name")
    return found


def introduce(*models: str) -> None:
    """Import the packages of these models, where they are installed: only then their units and axes are there.

    The vocabulary has those of the models that come with simulate. RegistryError when a package cannot be used.
    """
    for name in models:
        found = _offers(GROUP).get(name, ())
        if found and not found[0].value.startswith(OWN):
            model(name)


def couplings(composite: str) -> tuple[Coupling, ...]:
    """Load the couplings that installed packages add to a composite: those whose strength is a parameter of it.

    RegistryError when one fails to load.
    """
    from simulate.engine.composite import Coupling

    found = [load(COUPLINGS, name, "coupling") for name in offered(COUPLINGS)]
    for name, one in zip(offered(COUPLINGS), found, strict=True):
        if not isinstance(one, Coupling):
            raise CannotLoad(f"what {_who(COUPLINGS, name)} offers as the coupling {name} is not declared @coupling")
    return tuple(one for one in found if one.strength.partition(".")[0] == composite)


def folders() -> dict[str, Path]:
    """Return the folders with parameters and scenarios that installed packages bring, by the name they are offered by.

    RegistryError when a package cannot be imported, or when what it offers is no folder.
    """
    found = {}
    for name in offered(DATA):
        folder = Path(load(DATA, name, "folder"))
        if not folder.is_dir():
            raise CannotLoad(f"what {_who(DATA, name)} offers as the folder {name} is not there: {folder}")
        found[name] = folder.resolve()
    return found


def distribution(name: str) -> tuple[str, str]:
    """Return the name and the version of the distribution that the model `name` comes with."""
    return _owner(_single(GROUP, name, "model"))


def failures() -> dict[str, RegistryError]:
    """Return the error of every model that cannot be used, by name. Loads all models."""
    found = {}
    for name in names():
        try:
            model(name)
        except RegistryError as error:
            found[name] = error
    return found


def offered(group: str) -> list[str]:
    """List the names in a group of entry points, in alphabetical order."""
    return list(_offers(group))


def load(group: str, name: str, kind: str) -> Any:
    """Load the object of the entry point `name` of a group. RegistryError as in `model`.

    `kind` is what the object is called in errors.
    """
    entry = _single(group, name, kind)
    try:
        return entry.load()
    except Exception as error:
        # Whatever a package of somebody else raises, it is that package that cannot be used, and no other.
        reason = f"{type(error).__name__}: {error}"
        raise CannotLoad(f"the {kind} {name} of {_who(group, name)} cannot be imported: {reason}") from error


def _single(group: str, name: str, kind: str) -> EntryPoint:
    found = _offers(group).get(name, ())
    if not found:
        raise UnknownName(_unknown(group, name, kind))
    if len(found) > 1:
        both = " and ".join(f"{owner} {version}" for owner, version in map(_owner, found))
        raise OfferedTwice(f"{both} both offer a {kind} called {name}: uninstall one of them")
    return found[0]


def _unknown(group: str, name: str, kind: str) -> str:
    known = offered(group)
    if not known:
        return f"no installed package offers a {kind}: install simulate, in a checkout with `pip install -e .`"
    near = difflib.get_close_matches(name, known, 1)
    hint = f"did you mean '{near[0]}'?" if near else f"expected {', '.join(known)}"
    return f"there is no {kind} '{name}'; {hint}"


def _who(group: str, name: str) -> str:
    return " ".join(_owner(_offers(group)[name][0]))


def _owner(entry: EntryPoint) -> tuple[str, str]:
    return (entry.dist.name, entry.dist.version) if entry.dist is not None else ("an unknown package", "")


def _offers(group: str) -> dict[str, tuple[EntryPoint, ...]]:
    return _offers_on(group, tuple(sys.path))


@lru_cache(maxsize=32)
def _offers_on(group: str, path: tuple[str, ...]) -> dict[str, tuple[EntryPoint, ...]]:
    """Find the entry points of a group by name.

    `path` is what importlib looks at: where that changes, so may these.
    """
    found = sorted(entry_points(group=group), key=lambda entry: (entry.name, _owner(entry)))
    return {name: tuple(entry for entry in found if entry.name == name) for name in {e.name: None for e in found}}
