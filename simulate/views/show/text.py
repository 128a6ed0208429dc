"""The texts of a description, and forms of the files as text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from simulate.finding.names import Kind
from simulate.inputs.catalogue import Catalogue
from simulate.inputs.library import Item
from simulate.inputs.schema.forms import MeasureForm, ParameterForm, Spread
from simulate.render.document import Properties, Text
from simulate.render.values import amount_as_given, probability
from simulate.vocabulary import Label, Language

NAME, STATUS, QUESTION = Label("Naam", "Name"), Label("Status", "Status"), Label("Vraag", "Question")
MEASURES, PARAMETERS = Label("Maatregelen", "Measures"), Label("Parameters", "Parameters")
OUTCOMES, PROCESS = Label("Uitkomsten", "Outcomes"), Label("Proces", "Process")
DESCRIBED = Label("Omschrijving", "Label")
UNIT, AXIS, ROLE, FILE = Label("Eenheid", "Unit"), Label("As", "Axis"), Label("Rol", "Role"), Label("Bestand", "File")
FROM, UNTIL, VALUE = Label("Vanaf", "From"), Label("Tot", "Until"), Label("Waarde", "Value")
SOURCE, REASON, NOTE = Label("Bron", "Source"), Label("Reden", "Reason"), Label("Opmerking", "Note")
UNCERTAINTY = Label("Onzekerheid", "Uncertainty")
DELAY, CHANCE = Label("Vertraging", "Delay"), Label("Kans", "Probability")
SET_IN = Label("Gezet in", "Set in")
MODEL = Label("Model", "Model")
LIMIT, WHEN = Label("Grens", "Limit"), Label("Wanneer", "When")
EXACT = Label("exact", "exact")
MONTHS = Label("maanden", "months")
LINES = Label("regels", "lines")
TITLE, PUBLISHER, DATE = Label("Titel", "Title"), Label("Uitgever", "Publisher"), Label("Datum", "Date")
COUNTED_BY, YEARS, COUNTS = Label("Geteld door", "Counted by"), Label("Jaren", "Years"), Label("Telt", "Counts")
IN_SCENARIOS = Label("In scenario's", "In scenarios")
ONE: Mapping[Kind, Label] = {
    "outcome": Label("uitkomst", "outcome"),
    "entry": Label("onderdeel", "entry"),
    "scenario": Label("scenario", "scenario"),
    "measure": Label("maatregel", "measure"),
    "parameter": Label("parameter", "parameter"),
    "target": Label("doel", "target"),
    "series": Label("reeks", "series"),
    "source": Label("bron", "source"),
    "model": Label("model", "model"),
}
"""What each kind of name is called."""


def label_of(label: object, language: Language) -> str:
    """Return the label of a form in one language; empty where a file with errors has none."""
    return str(getattr(label, language, "") or "")


def title(name: str, label: str) -> Text:
    """Return the title of a description."""
    return Text(label, lead=name)


def properties(rows: Iterable[tuple[Label, str | None]], language: Language) -> Properties:
    """List the properties that have a value."""
    return Properties(tuple((label.in_(language), text) for label, text in rows if text))


def spread_text(spread: object, language: Language) -> str:
    """Format a distribution as in a file, `uniform: min 0, max 18`; `exact` where there is none."""
    if not isinstance(spread, Spread):
        return EXACT.in_(language)
    return f"{spread.dist}: " + ", ".join(f"{name} {amount_as_given(value)}" for name, value in spread.given().items())


def delay_text(delay: object, language: Language) -> str:
    """Format a delay as `uniform: min 0, max 18 months`; empty for a measure without one."""
    return f"{spread_text(delay, language)} {MONTHS.in_(language)}" if delay not in (None, "none") else ""


def chance_text(chance: object, language: Language) -> str:
    """Format a chance as `35 %`; empty for a measure that is certain."""
    value = getattr(chance, "value", chance)
    return probability(value, language) if isinstance(value, int | float) and value < 1 else ""


def source_text(reference: str | None, catalogue: Catalogue, language: Language) -> str | None:
    """Format a source with its title, publisher, date and lines."""
    if reference is None:
        return None
    key, _, lines = reference.partition(":")
    item = catalogue.sources.get(key)
    if item is None or item.form is None:
        return reference
    form = item.form
    where = f", {LINES.in_(language)} {lines}" if lines else ""
    return f"{form.title} ({form.publisher}, {form.date}){where} [{key}]"


def errors(item: Item[ParameterForm] | Item[MeasureForm]) -> list[Text]:
    """Count the errors of a file in one line; none where it has none."""
    count = len(item.problems)
    return [Text(f"simulate check {item.document.file}: {count} errors", style="warning")] if count else []
