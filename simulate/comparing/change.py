"""One change between two scenarios; its values are canonical text, the same in every language.

Its values are canonical texts: one way to write each, the same in any language and exact enough to compare by. How a
reader sees a value is in `simulate.render.values`; `simulate.render.localise` translates these texts.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as Date  # noqa: N812 - a field below is called date
from typing import Literal

from simulate.scenario import Distribution, Numbers, Origin
from simulate.vocabulary import AXES, Label

Kind = Literal["run", "measure", "effect", "parameter", "target"]
Action = Literal["added", "removed", "changed"]


@dataclass(frozen=True)
class Change:
    """One input that differs. Values are text, empty where absent; `origin` is that of the new value."""

    kind: Kind
    action: Action
    name: str
    label: Label | None = None
    field: str = ""
    """What of it differs: `value`, `uncertainty`, `from`, or of an effect the parameter it acts on."""
    entry: str = ""
    """Of an axis; empty for all of it."""
    unit: str = ""
    date: Date | None = None
    """From when, for a dated value: the start of the run for what was in force already."""
    old: str = ""
    new: str = ""
    origin: Origin | None = None
    old_origin: Origin | None = None

    @property
    def shown_origin(self) -> Origin | None:
        """Return the origin of the new value; of the old one where the input was removed."""
        return self.origin or self.old_origin


def entries_of(numbers: Numbers, axis: str | None) -> list[tuple[str, float]]:
    """Pair the entries of the axis with their numbers; without an axis one number with an empty name."""
    if axis is None:
        return [("", numbers[0] if isinstance(numbers, tuple) else numbers)]
    names = AXES[axis].entries if axis in AXES else tuple(str(n) for n in range(len(numbers)))  # type: ignore[arg-type]
    each = numbers if isinstance(numbers, tuple) else (numbers,) * len(names)
    return list(zip(names, each, strict=True))


def number_text(number: float) -> str:
    """Format with at most twelve digits: enough to distinguish any two values that were typed."""
    return f"{number:.12g}" if abs(number) < 1e15 else repr(number)


def numbers_text(numbers: Numbers) -> str:
    """Format one number, or the numbers of all entries."""
    if isinstance(numbers, tuple):
        return number_text(numbers[0]) if len(set(numbers)) == 1 else " / ".join(map(number_text, numbers))
    return number_text(numbers)


def spread_text(spread: Distribution | None) -> str:
    """Format a distribution as `uniform: min 0, max 12`; `none` for an exact value."""
    if spread is None:
        return "none"
    return f"{spread.dist}: " + ", ".join(f"{name} {numbers_text(value)}" for name, value in spread.fields.items())
