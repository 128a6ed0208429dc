"""The texts of lists."""

from __future__ import annotations

from collections.abc import Mapping

from simulate.finding.names import Kind, Place
from simulate.vocabulary import Label

MANY: Mapping[Kind, Label] = {
    "outcome": Label("Uitkomsten", "Outcomes"),
    "entry": Label("Onderdelen", "Entries"),
    "scenario": Label("Scenario's", "Scenarios"),
    "measure": Label("Maatregelen", "Measures"),
    "parameter": Label("Parameters", "Parameters"),
    "target": Label("Doelen", "Targets"),
    "series": Label("Reeksen", "Series"),
    "source": Label("Bronnen", "Sources"),
    "model": Label("Modellen", "Models"),
}
ABOUT: Mapping[Kind, Label] = {
    "outcome": Label("wat een run telt", "what a run counts"),
    "entry": Label("delen van uitkomsten: soorten, groepen, provincies", "parts of outcomes: kinds, groups, provinces"),
    "scenario": Label("ook die over het verleden", "also those over the past"),
    "measure": Label("uit de programma's, met hun regels", "of the programmes, with their lines"),
    "parameter": Label("cijfers met hun bron", "figures with their source"),
    "target": Label("grenzen die een scenario stelt", "limits that a scenario sets"),
    "series": Label("wat er in werkelijkheid is geteld", "what was counted in reality"),
    "source": Label("documenten, tellingen en wetten", "documents, counts and laws"),
    "model": Label("", ""),
}
PLACES: Mapping[Place, Label] = {
    "name": Label("naam", "name"),
    "label": Label("omschrijving", "label"),
    "synonym": Label("zoekwoord", "synonym"),
    "question": Label("vraag", "question"),
    "description": Label("beschrijving", "description"),
    "note": Label("toelichting", "note"),
}
MORE = Label("Wat er nog meer is", "What else there is")
NARROW = Label("Zoeken of kiezen", "Search or choose")
SHOW = Label("Eén naam", "One name")
SHOW_ONE = Label("simulate show NAAM", "simulate show NAME")
OPTIONS = Label(
    "--search TEKST, --model, --document BRON, --year JAAR",
    "--search WORDS, --model, --document KEY, --year YEAR",
)
MORE_SCENARIOS = Label(
    "en nog {count}, ook over het verleden: simulate list scenarios",
    "and {count} more, also over the past: simulate list scenarios",
)
OWN = Label("eigen", "own")
BROKEN = Label("fout: simulate check {file}", "error: simulate check {file}")
FOUND_IN = Label("gevonden in: {place}", "found in: {place}")
CHOSEN = Label("met{options}", "with{options}")
AXIS, IN_OUTCOMES = Label("As", "Axis"), Label("In uitkomsten", "In outcomes")
SINCE = Label("Sinds", "Since")
FOUND = Label("{count} gevonden voor '{words}'", "{count} found for '{words}'")
FIRST_OF = Label(
    "De eerste {shown} van {count}. Van één soort alle: simulate list SOORT --search '{words}' (SOORT: {kinds}).",
    "The first {shown} of {count}. All of one kind: simulate list KIND --search '{words}' (KIND: {kinds}).",
)
SOME = Label(
    "Niets heeft al deze woorden; dit heeft er een paar van.",
    "Nothing has all of these words; these have some of them.",
)
NOTHING = Label("Niets gevonden.", "Nothing was found.")
NEAR = Label("Woorden die erop lijken: {words}", "Words that look like it: {words}")
WITHOUT_CHOICE = Label(
    "Zonder --model, --document en --year is er misschien wel iets.",
    "There may be something without --model, --document and --year.",
)
