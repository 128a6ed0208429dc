"""The couplings of a run in words: what each tells, how far it counts, and on what it rests."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from simulate.engine.composite import Grounds
from simulate.inputs.model_info import model_info
from simulate.render.document import Table
from simulate.render.numbers import percent
from simulate.scenario import DatedValue, Scenario
from simulate.vocabulary import Label, Language


@dataclass(frozen=True)
class GroundsText:
    label: Label
    meaning: Label


GROUNDS: dict[Grounds, GroundsText] = {
    "arithmetic": GroundsText(
        Label("rekenen", "arithmetic"),
        Label(
            "Beide kanten tellen hetzelfde: wie of wat de ene boekt, is bij de andere dezelfde.",
            "Both sides count one thing: whoever or whatever one books is the same at the other.",
        ),
    ),
    "evidence": GroundsText(
        Label("bewijs", "evidence"),
        Label(
            "Hoeveel het doorwerkt is geteld, met een spreiding.",
            "How much comes through was counted, with a spread.",
        ),
    ),
    "assumption": GroundsText(
        Label("aanname", "assumption"),
        Label(
            "De richting staat in de stukken, de maat niet: die is gekozen, met een reden.",
            "The documents give a direction and no size: that is chosen, with a reason.",
        ),
    ),
}
HEADING = (Label("Koppeling", "Coupling"), Label("Rust op", "Rests on"), Label("Telt mee voor", "Counts for"))
CAPTION = Label("Wat het ene stelsel het andere vertelt", "What one system tells another")


def couplings(scenario: Scenario, language: Language) -> Iterator[Table]:
    """Tabulate the couplings between the parts of a run: arithmetic first, then evidence, then assumptions."""
    if not scenario.parts:
        return
    running = set(scenario.parts)
    there = [one for one in model_info(scenario.whole or scenario.model).couplings if set(one.parts) <= running]
    told = sorted(there, key=lambda one: list(GROUNDS).index(one.grounds))
    strengths = {one.name: scenario.parameters[one.strength] for one in told}
    rows = tuple(
        (
            strengths[one.name].label.in_(language),
            GROUNDS[one.grounds].label.in_(language),
            _strength(strengths[one.name].values, language),
        )
        for one in told
    )
    if rows:
        heading = tuple(label.in_(language) for label in HEADING)
        yield Table(CAPTION.in_(language), heading, rows, note=" ".join(_meanings(language)))


def _meanings(language: Language) -> Iterator[str]:
    for one in GROUNDS.values():
        label = one.label.in_(language)
        yield f"{label[:1].upper()}{label[1:]}: {one.meaning.in_(language)}"


def _strength(values: tuple[DatedValue, ...], language: Language) -> str:
    """Write the strengths that follow each other, as percents."""
    return " → ".join(percent(float(value.value), language) for value in values if not isinstance(value.value, tuple))
