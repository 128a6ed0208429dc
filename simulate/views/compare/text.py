"""The sentences and headings of a comparison."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from simulate.comparing.comparison import Comparison
from simulate.comparing.outcomes import ComparedOutcome
from simulate.comparing.pairing import Aspect, Mismatch
from simulate.comparing.runs import ComparedRun
from simulate.render.numbers import entry_label, number, times
from simulate.vocabulary import CHANCE, Label, Language

AGAINST = Label("{other} tegenover {base}", "{other} against {base}")
ASPECTS: Mapping[Aspect, Label] = {
    "seed": Label("de seed verschilt", "the seed differs"),
    "design of the draws": Label("de opzet van de trekkingen verschilt", "the design of the draws differs"),
    "start of the run": Label("het begin van de run verschilt", "the start of the run differs"),
    "number of months": Label("het aantal maanden verschilt", "the number of months differs"),
    "code": Label(
        "de code van de rekenkern of het model is tussen de runs veranderd",
        "the code of the engine or the model changed between the runs",
    ),
}
AND = Label(" en ", " and ")
PAIRED = Label(
    "Trekking i van beide is dezelfde wereld: verschillen zijn per trekking genomen, over {draws} trekkingen.",
    "Draw i of both is the same world: differences are taken draw by draw, over {draws} draws.",
)
UNPAIRED = Label(
    "De verdelingen staan naast elkaar en er is geen verschil per trekking genomen, want {reason}.",
    "The distributions stand side by side and no difference was taken draw by draw, because {reason}.",
)
UNEQUAL = Label(
    "Deze runs hebben niet evenveel trekkingen ({draws}): alles hieronder gaat over de eerste {common}, die zij gemeen "
    "hebben.",
    "These runs have unequal numbers of draws ({draws}): all below is about the first {common}, which they have in "
    "common.",
)
NO_PAIR = Label(
    "{other} en {base} zijn geen paar: {reason}. Alleen een verschil dat groter is dan andere trekkingen kunnen "
    "geven, is hieronder als verschil vermeld.",
    "{other} and {base} are no pair: {reason}. Below, only a difference that is larger than other draws can give is "
    "told as a difference.",
)
INVISIBLE = Label("geen verschil zichtbaar bij {draws} trekkingen", "no difference visible in {draws} draws")
LESS = Label("minder dan {0}", "less than {0}")
ALIKE = Label("Er ging hetzelfde in.", "The same went in.")
MORE = Label("… en nog {left}: zie {file}.", "… and {left} more: see {file}.")
INPUTS = Label("Wat erin ging", "What went in")
ANSWER = Label("Het antwoord", "The answer")
OUTPUTS = Label("Wat eruit kwam", "What came out")
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
EXCEEDED = Label("{} (90 %: hoogstens {})", "{} (90 %: at most {})")
ACTIONS: Mapping[str, Label] = {
    "added": Label("erbij", "added"),
    "removed": Label("eraf", "removed"),
    "changed": Label("anders", "changed"),
}
FIELDS: Mapping[str, Label] = {
    "value": Label("waarde", "value"),
    "uncertainty": Label("onzekerheid", "uncertainty"),
    "bounds": Label("grenzen", "bounds"),
    "adds_up_to": Label("delen tellen op tot", "parts add up to"),
    "from": Label("vanaf", "from"),
    "until": Label("tot", "until"),
    "phase_in": Label("ingroei (maanden)", "phase-in (months)"),
    "delay": Label("vertraging (maanden)", "delay (months)"),
    "probability": Label("kans dat hij er komt", "chance that it comes"),
    "while": Label("alleen als", "only while"),
    "target": Label("doel", "target"),
    "coupled": Label("gekoppeld", "coupled"),
    "order": Label("volgorde", "order"),
    "start": Label("begin", "start"),
    "months": Label("aantal maanden", "number of months"),
    "draws": Label("aantal trekkingen", "number of draws"),
    "seed": Label("seed", "seed"),
}


def in_(texts: Label | None, language: Language) -> str:
    """Return a label of the scenario in one language; empty for None."""
    return "" if texts is None else texts.in_(language)


def named(outcome: ComparedOutcome, entry: str, language: Language) -> str:
    """Name an outcome and its entry."""
    label = outcome.label_in(language)
    return label + entry_label(outcome.axis, entry, language)


def unequal(comparison: Comparison, language: Language) -> list[str]:
    """Say, before anything else, what makes the runs unequal: other draws, and why a run is no pair with the base."""
    base, said = comparison.base, list[str]()
    pairs = [comparison.runs[run] for run in (0, *comparison.paired)]
    if any(run.record.draws != base.draws for run in pairs):
        draws = ", ".join(f"{run.name} {number(run.record.draws, language)}" for run in pairs)
        said.append(UNEQUAL.in_(language).format(draws=draws, common=number(base.draws, language)))
    for run in comparison.runs[1:]:
        if run.unpaired:
            texts = {"other": run.name, "base": base.name, "reason": _reasons(run, language)}
            said.append(NO_PAIR.in_(language).format(**texts))
    return said


def invisible(draws: int, language: Language) -> str:
    """Say that so many draws show no difference."""
    return INVISIBLE.in_(language).format(draws=number(draws, language))


def pairing(comparison: Comparison, run: int, language: Language) -> str:
    """Say whether and over how many draws a run is paired with the base."""
    compared = comparison.runs[run]
    if compared.unpaired:
        return UNPAIRED.in_(language).format(reason=_reasons(compared, language))
    return PAIRED.in_(language).format(draws=number(compared.draws, language))


def _reasons(run: ComparedRun, language: Language) -> str:
    return AND.in_(language).join(_mismatch(one, language) for one in run.unpaired)


def reasons(unpaired: Sequence[Mismatch], language: Language) -> str:
    """Word why a run is not paired with the base; empty where it is."""
    return AND.in_(language).join(_mismatch(mismatch, language) for mismatch in unpaired)


def _mismatch(mismatch: Mismatch, language: Language) -> str:
    both = AND.in_(language).join(filter(None, (mismatch.old, mismatch.new)))
    return ASPECTS[mismatch.aspect].in_(language) + (f" ({both})" if both else "")


def gains(comparison: Comparison, run: int, language: Language, most: int = 4) -> str:
    """Word the gain of common random numbers for one run; empty where it is not available."""
    outcomes = comparison.outcomes
    if run not in comparison.paired or not outcomes:
        return ""
    years = outcomes[0].years
    middle = (len(years) - 1) // 2
    found = [
        f"{named(outcome, outcome.entries[entry], language)} {times(gain, language)}"
        for outcome in outcomes
        if outcome.units != CHANCE
        for entry in outcome.main[:1]
        # Of what hardly differs the ratio says nothing.
        if np.isfinite(gain := float(outcome.gain[run, middle, entry])) and outcome.visible[run, middle, entry]
    ][:most]
    return GAIN.in_(language).format(year=years[middle], gains="; ".join(found)) if found else ""
