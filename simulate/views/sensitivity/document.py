"""The drivers of an outcome on a screen: the ranking from existing draws, and the Sobol indices of a design."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from simulate.engine.composite import Coupling
from simulate.render.document import Block, Document, Section, Stack, Table, Text
from simulate.render.numbers import number
from simulate.sensitivity.ranking import Driver, Ranking
from simulate.sensitivity.sobol import Interval, Share, Sobol
from simulate.views.sensitivity import text
from simulate.vocabulary import Label, Language

FEW, MANY = 5, 15
"""Quantities shown of one outcome among several, and of the only one."""
HEADING = Label("{label}, {year}", "{label}, {year}")
NONE = Label("niets komt boven de ruis uit", "nothing rises above the noise")
CORRELATION = Label("rang-\ncorrelatie", "rank\ncorrelation")
TIMES = Label("× ruis", "× noise")
READING = Label(
    "Rangcorrelatie (met 90 %-interval): hoe een uitkomst met een parameter stijgt (+) of daalt (-). PAWN: hoe ver de "
    "hele verdeling verschuift. × ruis: hoe ver de grootste van beide uitkomt boven wat honderd grootheden die niets "
    "doen bij toeval halen; tot 1 wordt niet getoond, en één op de honderd die niets doen komt er net boven. Elke "
    "parameter is alleen bekeken; Sobol-indices zijn niet berekend (dat doet --sobol N).",
    "Rank correlation (with its 90 % interval): how an outcome rises (+) or falls (-) with a parameter. PAWN: how far "
    "its whole distribution moves. × noise: how far the larger of the two is above what a hundred quantities that do "
    "nothing reach by accident; up to 1 is not shown, and one in a hundred that do nothing comes just above. Every "
    "parameter is looked at alone; Sobol indices were not computed (--sobol N does so).",
)
ALONE, WITH = Label("alleen\n(S1)", "alone\n(S1)"), Label("met samen-\nspel (ST)", "with inter-\nplay (ST)")
TOGETHER = Label(
    "Samenspel: {share} van de variantie ({low} – {high}). Het breedste interval is ± {widest}.",
    "Interplay: {share} of the variance ({low} – {high}). The widest interval is ± {widest}.",
)
MORE = Label(" Met {size} trekkingen is het half zo breed.", " With {size} draws it is half as wide.")
SOBOL_READING = Label(
    "Aandelen in de variantie over de trekkingen, met 90 %-interval: wat een grootheid alleen verklaart, en waar zij "
    "aan meedoet, alleen of met andere. Een aandeel in de variantie is geen deel van een band: het weegt de staarten.",
    "Shares of the variance over the draws, with 90 % interval: what a quantity explains alone, and what it has a part "
    "in, alone or with others. A share of the variance is no share of a band: it weighs the tails.",
)


DRIVEN = Label("Gestuurd door een koppeling, en dus zonder rang: {0}.", "Driven by a coupling, and so not ranked: {0}.")
DRIVEN_BY = Label("{0} door {1}", "{0} by {1}")


def rankings_screen(rankings: Sequence[Ranking], driven: Mapping[str, Coupling], language: Language) -> Document:
    """Show a table for each outcome and entry, and below them which parameters a coupling drives instead."""
    most = MANY if len(rankings) == 1 else FEW
    tables = tuple(_ranking(ranking, most, language) for ranking in rankings)
    return _document((*tables, *_driven(driven, language), Text(READING.in_(language), style="note")), language)


def _driven(driven: Mapping[str, Coupling], language: Language) -> Iterator[Text]:
    by: dict[str, list[str]] = {}
    for name, coupling in driven.items():
        by.setdefault(coupling.strength, []).append(name)
    if by:
        said = [DRIVEN_BY.in_(language).format(", ".join(names), strength) for strength, names in by.items()]
        yield Text(DRIVEN.in_(language).format("; ".join(said)), style="note")


def sobol_screen(found: Sequence[Sobol], language: Language) -> Document:
    """Show a table for each outcome and entry, with what the groups do only together below it."""
    blocks = [block for one in found for block in _sobol(one, language)]
    return _document((*blocks, Text(SOBOL_READING.in_(language), style="note")), language)


def _document(blocks: tuple[Block, ...], language: Language) -> Document:
    return Document(language, "", (Section("sensitivity", "", blocks),), numbered=False)


def _title(one: Ranking | Sobol, language: Language) -> str:
    return HEADING.in_(language).format(label=text.outcome(one, language), year=one.year)


def _ranking(ranking: Ranking, most: int, language: Language) -> Table:
    heading = (_title(ranking, language), CORRELATION.in_(language), "PAWN", TIMES.in_(language))
    rows = tuple(_driver(driver, language) for driver in ranking.found[:most])
    return Table("", heading, rows or ((NONE.in_(language), "", "", ""),), frozenset({1, 2, 3}))


def _driver(driver: Driver, language: Language) -> tuple[Stack, Stack, str, str]:
    index, low, high = (f"{'+' * (value >= 0)}{number(value, language, 2)}" for value in driver.correlation)
    return (
        Stack(text.quantity(driver.quantity, language), (driver.name,)),
        Stack(index, (f"{low} – {high}",)),
        number(driver.pawn[0], language, 2),
        number(driver.times, language, 1),
    )


def _sobol(found: Sobol, language: Language) -> Iterator[Block]:
    heading = (_title(found, language), ALONE.in_(language), WITH.in_(language))
    yield Table("", heading, tuple(_share(share, language) for share in found.shares), frozenset({1, 2}))
    share, low, high = text.shares(found.together, language)
    widest = _two_decimals(found.widest, language)
    together = TOGETHER.in_(language).format(share=share, low=low, high=high, widest=widest)
    if found.ordered:
        yield Text(together, style="note")
    else:
        more = MORE.in_(language).format(size=number(4 * found.size, language))
        yield Text("", lead=f"{together} {text.WIDE.in_(language)}{more}")


def _share(share: Share, language: Language) -> tuple[Stack, Stack, Stack]:
    name = share.name if share.group.quantity else ""
    label = text.group(share.group, language)
    return Stack(label, (name,)), _interval(share.first, language), _interval(share.total, language)


def _interval(interval: Interval, language: Language) -> Stack:
    index, low, high = (_two_decimals(value, language) for value in interval)
    return Stack(index, (f"{low} – {high}",))


def _two_decimals(value: float, language: Language) -> str:
    # Adding zero turns a negative zero into zero.
    return number(round(value, 2) + 0.0, language, 2)
