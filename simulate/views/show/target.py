"""The description of a target: its limit, when it is due, and the scenarios that set it."""

from __future__ import annotations

from simulate.finding.index import targets_by_name
from simulate.inputs.catalogue import Catalogue
from simulate.inputs.resolve.targets import targets_of
from simulate.render.document import Block
from simulate.render.values import bound
from simulate.views.show import text
from simulate.views.show.scenario import ASSUMPTION, when
from simulate.vocabulary import Label, Language, wording

OUTCOME = Label("Uitkomst", "Outcome")


def blocks(name: str, catalogue: Catalogue, language: Language) -> list[Block]:
    """Describe a target as every scenario that gives it sets it. Empty when there is none of that name."""
    found: list[Block] = []
    for scenario, form in targets_by_name(catalogue).get(name, ()):
        chain = catalogue.chains[scenario]
        # Errors in a target are reported by `simulate check`.
        target = next((one for one in targets_of(chain) if one.name == name), None) if not chain.problems else None
        if target is None or chain.model is None:
            continue
        outcome = catalogue.models[chain.model].outcomes.get(target.outcome)
        source = text.source_text(target.origin.source, catalogue, language) or ASSUMPTION.in_(language)
        rows = (
            (OUTCOME, f"{target.outcome}[{target.entry}]" if target.entry else target.outcome),
            (text.LIMIT, bound(target, outcome.unit if outcome else "", language)),
            (text.WHEN, when(target, language)),
            (text.SOURCE, source),
            (text.REASON, wording(target.origin.reason, language)),
            (text.NOTE, text.said(form.note, language)),
            (text.IN_SCENARIOS, scenario),
            (text.FILE, f"{target.origin.file}:{target.origin.line}"),
        )
        found += [text.title(name, target.label.in_(language)), text.properties(rows, language)]
    return found
