"""The sentences of an explanation, and its numbers in a scale that fits them."""

from __future__ import annotations

import numpy as np

from simulate.explaining.against import ContributesAgainst
from simulate.explaining.causes import Cause
from simulate.explaining.contributions import Contributions
from simulate.explaining.explanation import Explained, Question
from simulate.render.numbers import Scale, entry_label, number, scale
from simulate.render.values import ROLES, with_typed
from simulate.views.compare.text import ACTIONS
from simulate.views.striking import GOES, way
from simulate.vocabulary import Label, Language

TITLE = Label("Waar het verschil vandaan komt: {other} tegenover {base}",
              "Where the difference comes from: {other} against {base}")  # fmt: skip
EXACT = Label(
    "De bijdrage van een verandering is wat zij toevoegt, gemiddeld over alle volgordes waarin de veranderingen kunnen "
    "komen (Shapley-waarde), in elke trekking exact: alle {runs} combinaties van de {changes} zijn doorgerekend met "
    "dezelfde toevalsgetallen, over {draws} trekkingen. In elke trekking tellen de bijdragen op tot het verschil.",
    "The contribution of a change is what it adds, on average over all orders in which the changes can come (Shapley "
    "value), exactly in every draw: all {runs} combinations of the {changes} were run with the same random numbers, "
    "over {draws} draws. In every draw the contributions add up to the difference.",
)
SAMPLED = Label(
    "De bijdrage van een verandering is wat zij toevoegt, gemiddeld over de volgordes waarin de veranderingen kunnen "
    "komen (Shapley-waarde). Voor {changes} zijn dat er te veel: elke trekking heeft er {orders} van zichzelf "
    "({pairs} toevallige en hun omgekeerde), over {draws} trekkingen met dezelfde toevalsgetallen. Het gemiddelde is "
    "zuiver en ± is zijn standaardfout; het interval over de trekkingen is te breed, want ook het toeval van de "
    "volgorde zit erin. In elke trekking tellen de bijdragen op tot het verschil.",
    "The contribution of a change is what it adds, on average over the orders in which the changes can come (Shapley "
    "value). Of {changes} there are too many: every draw has {orders} of its own ({pairs} random ones and their "
    "reverse), over {draws} draws with the same random numbers. The mean is unbiased and ± is its standard error; the "
    "interval over the draws is too wide, as it also holds the chance of the order. In every draw the contributions "
    "add up to the difference.",
)
CHANGE, CHANGES = Label("1 verandering", "1 change"), Label("{0} veranderingen", "{0} changes")
SINGLE = Label(
    "Er is één verandering, dus het hele verschil komt daarvan: over {draws} trekkingen met dezelfde toevalsgetallen.",
    "There is one change, so the whole difference comes from it: over {draws} draws with the same random numbers.",
)
STALE = Label(
    "Alles is opnieuw gerekend met het programma van nu; de mappen zijn gemaakt met een ander en kunnen dus "
    "andere getallen hebben.",
    "All was computed anew with the program as it is now; the folders were made with another and may hold "
    "other numbers.",
)
MEANS = Label(
    "Gemiddelden over de trekkingen, want medianen tellen niet op; eronder waartussen negen van de tien trekkingen "
    "liggen. Kalenderjaren: stromen en kosten zijn jaartotalen, standen jaargemiddelden.",
    "Means over the draws, since medians do not add up; below them where nine out of ten draws lie. Calendar years: "
    "flows and costs are totals of the year, stocks are means over it.",
)
CANCEL = Label(
    "De veranderingen werken tegen elkaar in: samen {up} omhoog en {down} omlaag, per saldo {total} {unit}. Delen van "
    "het verschil zouden daarom niets zeggen.",
    "The changes work against each other: together {up} up and {down} down, {total} {unit} on balance. So shares of "
    "the difference would say nothing.",
)
AGAINST_DOCUMENT = Label(
    "‘{measure}’ gaat hier in tegen {source}, dat zegt dat de maatregel dit {goes} maakt.",
    "‘{measure}’ goes here against {source}, which says that the measure makes this {goes}.",
)
ALIKE = Label("Geen van de veranderingen doet hier iets.", "None of the changes does anything here.")
IDLE = Label("Doet hier niets: {0}.", "Does nothing here: {0}.")
UNKNOWN = Label("{0} trekkingen hebben hier geen getal en tellen niet mee.",
                "{0} draws have no number here and do not count.")  # fmt: skip
REST = Label("de andere {0} samen", "the other {0} together")
HEADING, KIND = Label("verandering", "change"), Label("soort", "kind")
ROLE, SOURCE = Label("rol", "role"), Label("bron", "source")
ON_AVERAGE, SHARE = Label("bijdrage", "contribution"), Label("deel", "share")
HALF, NINE = Label("helft", "half"), Label("negen van tien", "nine of ten")
TOTAL = Label("verschil", "difference")
MEASURE, PARAMETER = Label("maatregel", "measure"), Label("parameter", "parameter")
EFFECTS = Label("effecten: {0}", "effects: {0}")


def against(one: ContributesAgainst, question: Question, language: Language) -> str:
    """Say that a contribution goes another way than a document says, and along which way it comes."""
    known = question.base.scenario.parameters | question.other.scenario.parameters
    said = AGAINST_DOCUMENT.in_(language).format(
        measure=named(question.causes[one.cause], language),
        source=one.expected.source,
        goes=GOES[one.expected.goes].in_(language),
    )
    note = one.expected.note.in_(language) if one.expected.note else ""
    along = way(one.route, question.base.record.model, known, language) if one.route else ""
    return " ".join(filter(None, (said, note, along)))


def method(question: Question, language: Language) -> tuple[str, ...]:
    """Describe how the contributions were computed, and what differs from the original runs."""
    changes = counted(len(question.causes), language)
    text = (SINGLE if len(question.causes) == 1 else SAMPLED if question.pairs else EXACT).in_(language)
    draws = number(question.draws, language)
    sentences = [text.format(runs=question.plan.runs, changes=changes, draws=draws, pairs=question.pairs,
                         orders=2 * question.pairs)]  # fmt: skip
    if question.stale:
        sentences.append(STALE.in_(language))
    return tuple(sentences)


def counted(changes: int, language: Language) -> str:
    """Count changes: `1 change`, `5 changes`."""
    return (CHANGE if changes == 1 else CHANGES).in_(language).format(changes)


def named(cause: Cause, language: Language) -> str:
    """Name a change; unless it was added, with the way it changed."""
    label = with_typed(cause.label.in_(language), cause.origin)
    return label if cause.action == "added" else f"{label} ({ACTIONS[cause.action].in_(language)})"


def kind(cause: Cause, language: Language) -> str:
    """Name the kind of a change: `measure added`, `parameter changed`."""
    what = MEASURE if cause.kind == "measure" else PARAMETER
    return f"{what.in_(language)} {ACTIONS[cause.action].in_(language)}"


def role(cause: Cause, language: Language) -> str:
    """Name the role of a change: a programme or an assumption; of a measure also that of its effects."""
    own = ROLES[cause.origin.role].in_(language) if cause.origin else ""
    effects = [ROLES[one].in_(language) for one in cause.effects]
    if cause.kind == "parameter" or not effects or effects == [own]:
        return own
    return f"{own}; {EFFECTS.in_(language).format(', '.join(effects))}"


def outcome(explained: Explained, language: Language) -> str:
    """Name an outcome and its entry."""
    label = explained.label_nl if language == "nl" else explained.label
    return label + entry_label(explained.axis, explained.entry, language)


def scale_of(explained: Explained, found: Contributions, language: Language) -> Scale:
    """Choose the scale for the contributions to an outcome: three digits of the largest."""
    largest = float(np.nanmax(np.abs([*found.contributions[:, 0], found.difference[0]]), initial=0))
    # The smallest, so that no error that is there is told as nought.
    error = min((float(error) for error in (*found.errors, found.error) if error > 0), default=float("nan"))
    return scale(explained.units, explained.kind, largest, language, error=error)


def cancel(found: Contributions, scaled: Scale) -> str:
    """Say that contributions cancel, with signs; empty where they do not."""
    if found.shares is not None or found.nothing:
        return ""
    up, down, total = (scaled.signed(value) for value in (found.up, found.down, float(found.difference[0])))
    return CANCEL.in_(scaled.language).format(up=up, down=down, total=total, unit=scaled.unit)
