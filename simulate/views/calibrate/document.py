"""A calibration on a screen: prior and posterior, how well the emulator fits, and the check."""

from __future__ import annotations

from collections.abc import Iterator

from simulate.calibrating.calibration import Calibrated
from simulate.calibrating.factors import group_factors
from simulate.render.document import Block, Document, Section, Text
from simulate.render.numbers import number
from simulate.views.calibrate.tables import CHECK_READING, FACTORS_READING, check, factors
from simulate.vocabulary import Label, Language

FIT = Label(
    "{pairs} paren van venster en reeks. Van wat punten doet verschillen voorspelt de emulator {explained} % (fout "
    "{error} in het verlies). De posterior rust op {effective} van de {points} gewogen punten.",
    "{pairs} pairs of window and series. Of what differs between points the emulator foretells {explained} % (error "
    "{error} in the loss). The posterior rests on {effective} of the {points} points that were weighed.",
)
ROUGH = Label(
    "De emulator zegt te weinig van punten die zijn weggelaten: neem meer punten of meer trekkingen.",
    "The emulator says too little of points that were left out: take more points or more draws.",
)
NARROW = Label(
    "De posterior rust op weinig punten: haar p10 en p90 zijn ruw.",
    "The posterior rests on few points: its p10 and p90 are rough.",
)
ENOUGH, FEW = 0.5, 200
"""An emulator must foretell this share of what differs between points; a posterior must rest on so many points."""


def screen(found: Calibrated, language: Language) -> Document:
    """Show the tables, each with how to read it."""
    blocks: tuple[Block, ...] = (
        factors(group_factors(found.calibration), language),
        Text(FACTORS_READING.in_(language), style="note"),
        Text(_fit(found, language), style="note"),
        *_warnings(found, language),
        check(found.checked, language),
        Text(CHECK_READING.in_(language), style="note"),
    )
    return Document(language, "", (Section("calibration", "", blocks),), numbered=False)


def _fit(found: Calibrated, language: Language) -> str:
    emulator, posterior = found.emulator, found.posterior
    return FIT.in_(language).format(
        pairs=len(found.pairs),
        explained=number(100 * max(0.0, emulator.explained), language),
        error=number(emulator.error, language, 3),
        effective=number(posterior.effective, language),
        points=number(posterior.weights.size, language),
    )


def _warnings(found: Calibrated, language: Language) -> Iterator[Text]:
    if found.emulator.explained < ENOUGH:
        yield Text("", lead=ROUGH.in_(language))
    if found.posterior.effective < FEW:
        yield Text("", lead=NARROW.in_(language))
