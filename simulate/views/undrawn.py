"""Which outcomes have no figure, in words: nobody has to find out by counting files."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from simulate.vocabulary import Label, Language

UNDRAWN = Label(
    "Geen figuur van {names}: er verschilt niets, of het heeft te veel onderdelen; de tabellen hebben alles",
    "No figure of {names}: nothing differs, or it has too many entries; the tables have all of it",
)


def undrawn(labels: Mapping[str, str], drawn: Collection[str], language: Language) -> str:
    """Say which outcomes, of which these are the labels by name, have no figure; empty when every one has one."""
    without = [f"‘{label}’" for name, label in labels.items() if name not in drawn]
    return UNDRAWN.in_(language).format(names=", ".join(without)) if without else ""
