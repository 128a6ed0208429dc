"""The texts of a description, and forms of the files as text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from simulate.finding.citations import quote
from simulate.finding.names import Kind
from simulate.inputs.catalogue import Catalogue
from simulate.inputs.library import Item
from simulate.inputs.schema.forms import LabelForm, MeasureForm, ParameterForm, Spread, to_wording
from simulate.render.document import Properties, Text
from simulate.render.localise import localise
from simulate.render.values import ROLES, amount_as_given, probability
from simulate.scenario import Role
from simulate.vocabulary import Label, Language, wording

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
ONE_ERROR = Label("simulate check {file}: 1 fout", "simulate check {file}: 1 error")
MORE_ERRORS = Label("simulate check {file}: {count} fouten", "simulate check {file}: {count} errors")
REPLACES = Label(
    "Van dit project, en telt in plaats van wat met simulate meekomt: {place}",
    "Of this project, and counts instead of what comes with simulate: {place}",
)
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
    return label.to_label().in_(language) if isinstance(label, LabelForm) else ""


def own(place: str | None, language: Language) -> list[Text]:
    """Say that what is described counts instead of what is shipped at `place`; nothing where there is none."""
    return [Text(REPLACES.in_(language).format(place=place), style="warning")] if place else []


def said(text: str | LabelForm | None, language: Language) -> str:
    """Return a reason or a note of a form in one language."""
    return wording(to_wording(text), language)


def title(name: str, label: str) -> Text:
    """Return the title of a description."""
    return Text(label, lead=name)


def properties(rows: Iterable[tuple[Label, str | None]], language: Language) -> Properties:
    """List the properties that have a value."""
    return Properties(tuple((label.in_(language), text) for label, text in rows if text))


def spread_text(spread: object, language: Language) -> str:
    """Format a distribution as in a file, `uniform: min 0, max 18`, in Dutch in words; `exact` where there is none."""
    if not isinstance(spread, Spread):
        return EXACT.in_(language)
    given = ", ".join(f"{name} {amount_as_given(value)}" for name, value in spread.given().items())
    return in_words(f"{spread.dist}: {given}", language)


def in_words(text: str, language: Language) -> str:
    """Write what stands in a file, such as `set 0` or `min 0`, in Dutch words; in English it is words already."""
    return localise(text, language) if language == "nl" else text


def role_of(role: Role | None, language: Language) -> str:
    """Return the word for a role; empty for None."""
    return ROLES[role].in_(language) if role else ""


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
    words = quote(reference)
    where = f", {LINES.in_(language)} {lines}" + (f": “{words}”" if words else "") if lines else ""
    return f"{form.title} ({form.publisher}, {form.date}){where} [{key}]"


def broken(file: str, count: int, language: Language) -> str:
    """Say how many errors a file has, and how to see them."""
    return (ONE_ERROR if count == 1 else MORE_ERRORS).in_(language).format(file=file, count=count)


def errors(item: Item[ParameterForm] | Item[MeasureForm], language: Language) -> list[Text]:
    """Count the errors of a file in one line; none where it has none."""
    count = len(item.problems)
    return [Text(broken(item.document.file, count, language), style="warning")] if count else []
