"""The sentences and headings of what moved."""

from __future__ import annotations

from collections.abc import Mapping

from simulate.vocabulary import Label

TITLE = Label("Wat er schoof: {old} → {new}", "What moved: {old} → {new}")
ALL_SAME = Label(
    "Alles is hetzelfde: {outcomes} uitkomsten zijn tot op de bit gelijk, en {tables} tabellen tot op de cel.",
    "All is the same: {outcomes} outcomes are the same bits, and {tables} tables the same cells.",
)
SOME = Label(
    "Van {all} uitkomsten zijn er {identical} tot op de bit gelijk, schoven er {really} echt en {rounding} alleen in "
    "de laatste cijfers.",
    "Of {all} outcomes {identical} are the same bits, {really} really moved and {rounding} in their last digits only.",
)
REMOVED = Label("Alleen in {old}: {names}.", "Only in {old}: {names}.")
ADDED = Label("Alleen in {new}: {names}.", "Only in {new}: {names}.")

OVERVIEW = (
    Label("map", "folder"),
    Label("uitkomsten", "outcomes"),
    Label("gelijk", "identical"),
    Label("geschoven", "moved"),
    Label("laatste cijfers", "last digits"),
    Label("weg", "removed"),
    Label("nieuw", "added"),
    Label("invoer", "inputs"),
    Label("code", "code"),
    Label("tabellen", "tables"),
)
SAME, OTHER, UNREAD = Label("gelijk", "same"), Label("anders", "other"), Label("niet te lezen", "cannot be read")

MOVED = (
    Label("uitkomst", "outcome"),
    Label("wanneer", "when"),
    Label("eenheid", "unit"),
    Label("voor", "before"),
    Label("na", "after"),
    Label("verschil", "difference"),
    Label("relatief", "relative"),
    Label("grootste verschil", "largest difference"),
    Label("hoe", "how"),
)
REALLY, ROUNDING = Label("echt", "really"), Label("laatste cijfers", "last digits")
OF_LARGEST = Label("{} van het grootste", "{} of the largest")
READING = Label(
    "Mediaan over de trekkingen, van de nieuwe kant min de oude; stromen en kosten zijn jaartotalen, standen "
    "jaargemiddelden. ‘Grootste verschil’ is dat in enige maand, deel en trekking, tegenover de grootste waarde van de "
    "uitkomst. ‘Laatste cijfers’ is wat afronden verschilt.",
    "Median over the draws, the new side minus the old; flows and costs are totals of the year, stocks are means over "
    "it. ‘Largest difference’ is that in any month, part and draw, against the largest value of the outcome. ‘Last "
    "digits’ is what rounding moves.",
)
MORE = Label("… en nog {left}: zie een pagina (--to) of --json.", "… and {left} more: see a page (--to) or --json.")
SHAPES = Label("{name} is van {old} naar {new} gegaan", "{name} went from {old} to {new}")

UNEQUAL: Mapping[str, Label] = {
    "draws": Label(
        "niet evenveel trekkingen ({old} en {new}): de eerste die beide hebben zijn vergeleken",
        "unequal numbers of draws ({old} and {new}): the first that both have are compared",
    ),
    "months": Label(
        "niet evenveel maanden ({old} en {new}): die beide hebben zijn vergeleken",
        "unequal numbers of months ({old} and {new}): those that both have are compared",
    ),
    "start": Label(
        "een ander begin ({old} en {new}): de maanden die beide hebben zijn vergeleken",
        "another start ({old} and {new}): the months that both have are compared",
    ),
    "seed": Label(
        "een andere seed ({old} en {new}): trekking i is niet dezelfde wereld, en schuift ook door toeval",
        "another seed ({old} and {new}): draw i is not the same world, and moves by chance as well",
    ),
    "design": Label(
        "een andere opzet van de trekkingen ({old} en {new}): trekking i is niet dezelfde wereld",
        "another design of the draws ({old} and {new}): draw i is not the same world",
    ),
    "entries": Label(
        "andere delen ({old}; nu {new}): die beide hebben zijn vergeleken",
        "other parts ({old}; now {new}): those that both have are compared",
    ),
}
OUTCOMES_GONE = Label("Uitkomsten die weg zijn: {}.", "Outcomes that are gone: {}.")
OUTCOMES_NEW = Label("Uitkomsten die nieuw zijn: {}.", "Outcomes that are new: {}.")

INPUTS = Label("Wat er anders in ging", "What went in otherwise")
NOT_READ = Label(
    "Het scenario van een van beide is van een versie die deze niet meer leest: wat erin ging is niet vergeleken.",
    "The scenario of one of the two is of a version that this one cannot read any more: what went in is not compared.",
)
FILES = Label("Andere bestanden: {}.", "Other files: {}.")
OTHER_CODE = Label("De code die getallen bepaalt is anders.", "The code that decides numbers is another.")
VERSION = Label("{name} was {old} en is {new}", "{name} was {old} and is {new}")
NONE = Label("er niet", "not there")

TABLES = (
    Label("tabel", "table"),
    Label("regel", "line"),
    Label("waarvan", "of what"),
    Label("kolom", "column"),
    Label("oud", "old"),
    Label("nieuw", "new"),
)
FIRST = Label("Van elke tabel het eerste verschil.", "Of each table the first difference.")
