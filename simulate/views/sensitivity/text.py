"""The names of quantities, groups and outcomes in a ranking, and shares of the variance in words."""

from __future__ import annotations

from collections.abc import Mapping

from simulate.render.numbers import entry_label, number
from simulate.sensitivity.columns import Aspect, Quantity
from simulate.sensitivity.design import CHANCE, Group
from simulate.sensitivity.ranking import Ranking
from simulate.sensitivity.sobol import Interval, Sobol
from simulate.vocabulary import Label, Language

ASPECTS: Mapping[Aspect, Label] = {
    "delay": Label("{label}: hoeveel maanden later", "{label}: how many months late"),
    "comes": Label("{label}: of hij er komt", "{label}: whether it comes"),
    "effect": Label("{label}: effect op {parameter}", "{label}: effect on {parameter}"),
}
CHANCE_LABEL = Label("toeval binnen het model", "chance within the model")
OTHERS_LABEL = Label("alle andere onzekere grootheden ({count})", "all other uncertain quantities ({count})")
WIDE = Label(
    "De intervallen zijn zo breed dat de volgorde niets zegt.", "The intervals are so wide that the order says nothing."
)


def quantity(one: Quantity, language: Language) -> str:
    """Name a quantity: its parameter, or its measure and what of it is uncertain."""
    label = one.label.in_(language)
    if one.aspect == "value":
        return label
    parameter = one.parameter.in_(language) if one.parameter else ""
    return ASPECTS[one.aspect].in_(language).format(label=label, parameter=parameter)


def group(one: Group, language: Language) -> str:
    """Name a group: its only quantity, chance, or how many others it holds."""
    if one.quantity is not None:
        return quantity(one.quantity, language)
    return (CHANCE_LABEL if one.name == CHANCE else OTHERS_LABEL).in_(language).format(count=len(one.members))


def outcome(one: Ranking | Sobol, language: Language) -> str:
    """Name the outcome and its entry."""
    return one.label_in(language) + entry_label(one.axis, one.entry, language)


def shares(interval: Interval, language: Language) -> tuple[str, str, str]:
    """Write a share with its interval as whole per cents, never below 0: `12 %`."""
    share, low, high = (f"{number(100 * max(value, 0.0) + 0.0, language)} %" for value in interval)
    return share, low, high
