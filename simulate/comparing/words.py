"""The sentences and headings of a comparison, and numbers with their sign."""

from __future__ import annotations

from collections.abc import Mapping

from simulate.comparing.outcomes import Compared
from simulate.render.numbers import CHANCE, PER_YEAR, POINTS, entry_label, over_time, scaled
from simulate.scenario import Role, Texts
from simulate.vocabulary import Label, Language

ROLES: Mapping[Role, Label] = {
    "policy": Label("programma of wet", "programme or law"),
    "observed": Label("waarneming", "observation"),
    "forecast": Label("raming", "forecast"),
    "estimated": Label("schatting", "estimate"),
    "assumption": Label("aanname", "assumption"),
}
AGAINST = Label("{other} tegenover {base}", "{other} against {base}")
PAIRED = Label(
    "Trekking i van beide is dezelfde wereld: verschillen zijn per trekking genomen, over {draws} trekkingen.",
    "Draw i of both is the same world: differences are taken draw by draw, over {draws} draws.",
)
UNPAIRED = Label(
    "De verdelingen staan naast elkaar en er is geen verschil per trekking genomen, want {reason}.",
    "The distributions stand side by side and no difference was taken draw by draw, because {reason}.",
)
ALIKE = Label("Er ging hetzelfde in.", "The same went in.")
MORE = Label("… en nog {left}: zie {file}.", "… and {left} more: see {file}.")
TOO_WIDE = Label(
    "{columns} kolommen zijn te veel voor dit scherm: zie {file}.",
    "{columns} columns are too many for this screen: see {file}.",
)
WENT_IN = Label("Wat erin ging", "What went in")
CAME_OUT = Label("Wat eruit kwam", "What came out")
TARGETS = Label("Kans dat een doel wordt gehaald", "Chance that a target is met")
REGRET = Label("Spijt", "Regret")
READING = Label(
    "Mediaan van het verschil ({other} min {base}, in dezelfde trekking), met de verandering van het gemiddelde; "
    "eronder waartussen negen van de tien trekkingen liggen, en het deel van de trekkingen waarin het lager of hoger "
    "is. Kalenderjaren: stromen en kosten zijn jaartotalen, standen jaargemiddelden.",
    "Median of the difference ({other} minus {base}, in the same draw), with the change of the mean; below it where "
    "nine out of ten draws lie, and the share of the draws in which it is lower or higher. Calendar years: flows and "
    "costs are totals of the year, stocks are means over it.",
)
READING_APART = Label(
    "Medianen van {base} en {other}; eronder waartussen negen van de tien trekkingen van elk liggen.",
    "Medians of {base} and {other}; below them where nine out of ten draws of each lie.",
)
GAIN = Label(
    "Gedeelde toevalsgetallen: tussen onafhankelijke runs zou het verschil in {year} een zoveel keer grotere variantie "
    "hebben, en zoveel keer meer trekkingen vragen: {gains}.",
    "Common random numbers: between independent runs the difference in {year} would have a variance so many times as "
    "large, and ask so many times as many draws: {gains}.",
)
GAIN_CSV = Label("compare.csv heeft elk jaar (variance_ratio).", "compare.csv has every year (variance_ratio).")
TARGETS_READ = Label(
    "‘Erbij’ en ‘eraf’: het deel van de trekkingen waarin het doel alleen met, of alleen zonder de verandering wordt "
    "gehaald.",
    "‘Gained’ and ‘lost’: the share of the draws in which the target is met only with, or only without the change.",
)
REGRET_READ = Label(
    "Spijt is hoeveel slechter een scenario is dan het beste van deze scenario's in dezelfde trekking: gemiddeld, en "
    "wat in één op de tien trekkingen wordt overschreden.",
    "Regret is how much worse a scenario is than the best of these scenarios in the same draw: the mean, and what is "
    "exceeded in one out of ten draws.",
)
BETTER = {"lower": Label("lager is beter", "lower is better"), "higher": Label("hoger is beter", "higher is better")}
LOWER, HIGHER = Label("lager in {0} %", "lower in {0} %"), Label("hoger in {0} %", "higher in {0} %")
NEVER = Label("geen verschil", "no difference")
AT_LEAST, AT_MOST = Label("minstens {0}", "at least {0}"), Label("hoogstens {0}", "at most {0}")
BY, IN = Label("uiterlijk in {0}", "by {0}"), Label("in {0}", "in {0}")
EACH = Label("in elk van de jaren {0}", "in each of {0}")
EXCEEDED = Label("{} (90 %: hoogstens {})", "{} (90 %: at most {})")
HOW: Mapping[str, Label] = {
    "added": Label("erbij", "added"),
    "removed": Label("eraf", "removed"),
    "changed": Label("anders", "changed"),
}
FIELDS: Mapping[str, Label] = {
    "value": Label("waarde", "value"),
    "uncertainty": Label("onzekerheid", "uncertainty"),
    "from": Label("vanaf", "from"),
    "until": Label("tot", "until"),
    "phase_in": Label("ingroei (maanden)", "phase-in (months)"),
    "delay": Label("vertraging (maanden)", "delay (months)"),
    "probability": Label("kans dat hij er komt", "chance that it comes"),
    "while": Label("alleen als", "only while"),
    "target": Label("doel", "target"),
    "order": Label("volgorde", "order"),
    "start": Label("begin", "start"),
    "months": Label("aantal maanden", "number of months"),
    "draws": Label("aantal trekkingen", "number of draws"),
    "seed": Label("seed", "seed"),
}


def in_(texts: Texts | None, language: Language) -> str:
    """A label of the scenario in one language; nothing for None."""
    return "" if texts is None else texts.in_(language)


def called(outcome: Compared, entry: str, language: Language) -> str:
    """An outcome and its entry as a reader calls them."""
    label = outcome.label_in(language)
    return label + entry_label(outcome.axis, entry, language)


def unit_of(outcome: Compared, largest: float, language: Language) -> tuple[float, str]:
    """What to divide numbers by, and the unit over a calendar year. Chances are told in percentage points."""
    if outcome.units == CHANCE:
        return 0.01, POINTS.in_(language)
    divisor, unit = scaled(outcome.units, largest, language)
    return divisor, over_time(unit, outcome.kind, PER_YEAR, language)
