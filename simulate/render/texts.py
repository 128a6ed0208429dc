"""The fixed texts of a report: of its frame and of the interactive explorer."""

from __future__ import annotations

from collections.abc import Mapping

from simulate.vocabulary import Label

TEXTS: Mapping[str, Label] = {
    "contents": Label("Inhoud", "Contents"),
    "skip": Label("Naar de inhoud", "Skip to the content"),
    "figure": Label("Figuur", "Figure"),
    "table": Label("Tabel", "Table"),
    "too_wide": Label(
        "{columns} kolommen zijn te veel voor dit scherm: zie {file}.",
        "{columns} columns are too many for this screen: see {file}.",
    ),
    "scroll": Label("schuift opzij", "scrolls sideways"),
    "made": Label("Gemaakt met simulate", "Made with simulate"),
    "outcome": Label("Uitkomst", "Outcome"),
    "part": Label("Deel", "Part"),
    "whole": Label("Totaal", "Total"),
    "interval": Label("Interval", "Interval"),
    "half": Label("helft van de trekkingen (50 %)", "half of the draws (50 %)"),
    "eight": Label("acht van de tien (80 %)", "eight out of ten (80 %)"),
    "nine": Label("negen van de tien (90 %)", "nine out of ten (90 %)"),
    "both": Label("50 en 90 %", "50 and 90 %"),
    "run": Label("Scenario", "Scenario"),
    "period": Label("Per", "By"),
    "year": Label("kalenderjaar", "calendar year"),
    "month": Label("maand", "month"),
    "median": Label("mediaan", "median"),
    "from": Label("vanaf", "from"),
    "to": Label("tot", "to"),
    "draws": Label("aandeel van de trekkingen, %", "share of the draws, %"),
    "peryear": Label("per jaar", "per year"),
    "permonth": Label("per maand", "per month"),
    "million": Label("miljoen", "million"),
    "billion": Label("miljard", "billion"),
    "numbers": Label("De getallen als tabel", "The numbers as a table"),
    "headline": Label("Kernuitkomsten", "Headline outcomes"),
    "others": Label("Alle andere uitkomsten", "All other outcomes"),
    "others_line": Label("onderbroken lijnen: mediaan van {run}", "broken lines: median of {run}"),
    "shown": Label(
        "{outcome}, {run}: mediaan {first} in {begin} en {last} in {end}.",
        "{outcome}, {run}: median {first} in {begin} and {last} in {end}.",
    ),
    "noscript": Label(
        "Dit deel heeft JavaScript nodig. De figuren en tabellen van dit rapport zeggen zonder hetzelfde van de "
        "kernuitkomsten.",
        "This part needs JavaScript. The figures and tables of this report say the same of the headline outcomes "
        "without it.",
    ),
}
