"""Which outcomes have no figure, in words: nobody has to find out by counting files."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from simulate.vocabulary import Label, Language

UNDRAWN = Label(
    "Geen figuur van {names}: er verschilt niets, of het heeft te veel onderdelen; de tabellen hebben alles",
    "No figure of {names}: nothing differs, or it has too many entries; the tables have all of it",
)


def undrawn(names: Iterable[str], drawn: Collection[str], language: Language) -> str:
    """Name the outcomes without a figure; empty when every one has one."""
    without = [name for name in dict.fromkeys(names) if name not in drawn]
    return UNDRAWN.in_(language).format(names=", ".join(without)) if without else ""
