"""Whether draw i of one run is the same world as draw i of another, but for what the scenarios do in it."""

from __future__ import annotations

from simulate.running.identity import version_differences
from simulate.running.record import Record
from simulate.scenario import Scenario
from simulate.vocabulary import Label


def why_unpaired(a: Record, a_scenario: Scenario, b: Record, b_scenario: Scenario) -> Label | None:
    """The reasons why the draws of two runs cannot be paired, as part of a sentence; None when they can.

    Numbers belong to their place: seed, name, block and date. With all of those the same, a scenario changes only what
    it causally touches; the number of draws does not matter.
    """
    reasons = [
        *_unlike("seed", "seed", a.seed, b.seed),
        *_unlike("opzet van de trekkingen", "design of the draws", (a.design, a.block), (b.design, b.block)),
        *_unlike("begin van de run", "start of the run", a_scenario.start, b_scenario.start),
        *_unlike("aantal maanden", "number of months", a.months, b.months),
        *_versions(a, b),
    ]
    if not reasons:
        return None
    return Label(" en ".join(reason.nl for reason in reasons), " and ".join(reason.en for reason in reasons))


def _unlike(nl: str, en: str, old: object, new: object) -> list[Label]:
    if old == new:
        return []
    if isinstance(old, tuple):
        return [Label(f"de {nl} verschilt", f"the {en} differs")]
    article = "het" if nl.startswith(("aantal", "begin")) else "de"
    return [Label(f"{article} {nl} verschilt ({old} en {new})", f"the {en} differs ({old} and {new})")]


def _versions(a: Record, b: Record) -> list[Label]:
    found = []
    for text in version_differences(a.versions, b.versions):
        if text.startswith("the code"):
            found.append(
                Label(
                    "de code van de rekenkern of het model is tussen de runs veranderd",
                    "the code of the engine or the model changed between the runs",
                )
            )
        else:
            found.append(Label(f"de versies verschillen ({text})", f"the versions differ ({text})"))
    return found
