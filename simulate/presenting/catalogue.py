"""Everything that has a name, as the files and the models have it, and the words around it in both languages."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from simulate.engine.outcome import Outcome
from simulate.inputs import facts
from simulate.inputs.rules.amounts import AmountGiven
from simulate.inputs.resolve.chain import Chain, read_chain
from simulate.inputs.schema.forms import ParameterForm, SourceForm, Spread
from simulate.inputs.library import Item, Library
from simulate.inputs.paths import Roots, roots
from simulate.registry import failures
from simulate.vocabulary import Language

_WORDS: dict[str, tuple[str, str]] = {
    "models": ("Modellen", "Models"),
    "scenarios": ("Scenario's", "Scenarios"),
    "measures": ("Maatregelen", "Measures"),
    "unit": ("Eenheid", "Unit"),
    "axis": ("As", "Axis"),
    "role": ("Rol", "Role"),
    "file": ("Bestand", "File"),
    "from": ("Vanaf", "From"),
    "until": ("Tot", "Until"),
    "value": ("Waarde", "Value"),
    "source": ("Bron", "Source"),
    "uncertainty": ("Onzekerheid", "Uncertainty"),
    "calibration": ("Kalibratie", "Calibration"),
    "note": ("Opmerking", "Note"),
    "reason": ("Reden", "Reason"),
    "processes": ("Gelezen door", "Read by"),
    "changed by": ("Veranderd door", "Changed by"),
    "set in": ("Gezet in", "Set in"),
    "taken by": ("In scenario's", "In scenarios"),
    "status": ("Status", "Status"),
    "question": ("Vraag", "Question"),
    "extends": ("Bouwt op", "Extends"),
    "model": ("Model", "Model"),
    "name": ("Naam", "Name"),
    "kind": ("Soort", "Kind"),
    "label": ("Omschrijving", "Label"),
    "while": ("Zolang", "While"),
    "delay": ("Vertraging", "Delay"),
    "chance": ("Kans", "Probability"),
    "phase": ("Ingroei (maanden)", "Phase-in (months)"),
    "effects": ("Werking", "Effects"),
    "process": ("Proces", "Process"),
    "description": ("Beschrijving", "Description"),
    "years": ("Looptijd", "Horizon"),
    "read in": ("Voorwaarde van", "Condition of"),
    "exact": ("exact", "exact"),
    "draws": ("Trekkingen", "Draws"),
    "parameters": ("Parameters", "Parameters"),
    "outcomes": ("Uitkomsten", "Outcomes"),
    "targets": ("Doelen", "Targets"),
    "limit": ("Grens", "Limit"),
    "when": ("Wanneer", "When"),
    "months": ("maanden", "months"),
    "assumption": ("aanname", "assumption"),
}


@dataclass
class Catalogue:
    """Everything that has a name, as the files and the models have it."""

    language: Language
    roots: Roots = field(default_factory=roots)

    @cached_property
    def library(self) -> Library:
        return Library(self.roots)

    @cached_property
    def chains(self) -> dict[str, Chain]:
        return {path.stem: read_chain(path, self.roots, self.library) for path in self.roots.scenarios()}

    def models(self) -> dict[str, facts.Facts]:
        broken = failures()
        return {name: facts.facts(name) for name in facts.model_names() if name not in broken}

    def parameters(self) -> dict[str, Item[ParameterForm]]:
        return {
            name: item for model in self.roots.models() for name, item in self.library.parameters(model).items.items()
        }

    def outcomes(self) -> dict[str, Outcome]:
        return {name: outcome for model in self.models().values() for name, outcome in model.outcomes.items()}

    def word(self, key: str) -> str:
        return _WORDS[key][0 if self.language == "nl" else 1]

    def say(self, label: object) -> str:
        """A label of a form or of the vocabulary in the language asked for."""
        return str(getattr(label, self.language, "") or "")


def amount(amount: AmountGiven) -> str:
    if isinstance(amount, dict):
        return ", ".join(f"{entry} {_number(number)}" for entry, number in amount.items())
    return _number(amount)


def _number(number: float) -> str:
    return f"{number:,.0f}".replace(",", "_") if number.is_integer() else f"{number:.10g}"


def spread_text(spread: object, catalogue: Catalogue) -> str:
    if not isinstance(spread, Spread):
        return catalogue.word("exact")
    at = ", ".join(
        f"{name} {amount(getattr(spread, name))}"
        for name in type(spread).model_fields
        if name not in ("dist", "source", "reason") and getattr(spread, name) is not None
    )
    return f"{spread.dist}: {at}"


def source_text(reference: str | None, catalogue: Catalogue) -> str | None:
    """A source with its title, publisher, date and lines."""
    if reference is None:
        return None
    key, _, lines = reference.partition(":")
    item: Item[SourceForm] | None = catalogue.library.sources.items.get(key)
    if item is None or item.form is None:
        return reference
    form = item.form
    where = f", {'regels' if catalogue.language == 'nl' else 'lines'} {lines}" if lines else ""
    return f"{form.title} ({form.publisher}, {form.date}){where} [{key}]"
