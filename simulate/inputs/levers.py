"""The levers that the page offers for a scenario: those of a project before those of packages, and never too many."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, zip_longest

from simulate.inputs.library import Library, Shelf
from simulate.inputs.schema.forms import MOST_LEVERS, LeverForm, LeversForm


@dataclass(frozen=True)
class Lever:
    """A parameter that the page offers to move."""

    form: LeverForm
    place: str
    """The file, as a result remembers it, and the line."""
    replaces: str | None = None
    """The place of a lever of the same parameter that does not count."""


def levers_of(
    library: Library, model: str, parts: Sequence[str] = (), among: Container[str] | None = None
) -> list[Lever]:
    """List the levers of a model, at most `MOST_LEVERS`: of a project first, then of a package, then shipped ones.

    Of a parameter the first counts. Of a composite those of the whole come before those of its parts, which take turns.
    `among` holds the parameters that can be moved; without it all can. What has errors in its file is left out.
    """
    found: dict[str, Lever] = {}
    for shelf in reversed(library.levers):
        for lever in chain(_of(shelf, model), _in_turn([_of(shelf, part) for part in parts])):
            name = lever.form.parameter
            if among is None or name in among:
                known = found.get(name)
                # Within one file the whole and a part may both have it: that replaces nothing.
                if known is None:
                    found[name] = lever
                elif known.replaces is None and _file(known) != _file(lever):
                    found[name] = Lever(known.form, known.place, lever.place)
    return list(found.values())[:MOST_LEVERS]


def _of(shelf: Shelf[LeversForm], model: str) -> Iterator[Lever]:
    item = shelf.items.get(model)
    if item is not None and item.form is not None and not item.problems:
        for number, form in enumerate(item.form.levers):
            line = item.document.mark((*item.steps, "levers", number)).line
            yield Lever(form, f"{item.document.label}:{line}")


def _in_turn(several: Sequence[Iterator[Lever]]) -> Iterator[Lever]:
    for row in zip_longest(*several):
        yield from (one for one in row if one is not None)


def _file(lever: Lever) -> str:
    return lever.place.rpartition(":")[0]


def broken_levers(library: Library) -> dict[str, int]:
    """Count the errors in files of levers, by the file as messages show it; those without are left out."""
    found: dict[str, int] = {}
    for problem in (one for shelf in library.levers for one in shelf.problems):
        found[problem.file] = found.get(problem.file, 0) + 1
    return found
