"""The closed vocabularies of the project: units, axes and languages. A word that is not here is an error in the YAML.

Every name has a Dutch and an English label, so that figures, tables and the glossary can be written in both languages.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

Language = Literal["nl", "en"]
LANGUAGES: tuple[Language, ...] = ("nl", "en")


@dataclass(frozen=True)
class Label:
    """One name in both languages; also what a file of a result folder holds of it."""

    nl: str
    en: str
    __pydantic_config__: ClassVar = {"extra": "forbid"}
    """So that a key of another name in a file is an error."""

    def in_(self, language: Language) -> str:
        return self.nl if language == "nl" else self.en


Wording = str | Label
"""What somebody wrote: in both languages, or in English alone."""


def marked(text: str | None, language: Language) -> str:
    """Mark a text that stands in for one in the other language: `Cheaper homes (en)`."""
    return f"{text} ({language})" if text else ""


def wording(text: Wording | None, language: Language) -> str:
    """Return what somebody wrote in a language; English alone is marked where Dutch is asked."""
    if isinstance(text, Label):
        return text.in_(language)
    return text or "" if language == "en" else marked(text, "en")


@dataclass(frozen=True)
class Unit:
    """A unit of measurement, with the values that can exist in it (`low` and `high` included)."""

    name: str
    label: Label
    low: float = float("-inf")
    high: float = float("inf")
    most: float = 1e13
    """The largest value that a parameter in this unit may have, where it does not state bounds of its own."""

    @property
    def bounds(self) -> tuple[float, float]:
        """Return the bounds of a parameter in this unit, finite and included: what every model can compute with."""
        return max(self.low, -self.most), min(self.high, self.most)


def _units(*rows: tuple[str, str, str, float, float, float]) -> dict[str, Unit]:
    return {name: Unit(name, Label(nl, en), low, high, most) for name, nl, en, low, high, most in rows}


_INF = float("inf")

UNITS: dict[str, Unit] = _units(
    # people and cases
    ("personen", "personen", "persons", 0, _INF, 2e7),
    ("personen/maand", "personen per maand", "persons per month", 0, _INF, 2e6),
    ("personen/halfjaar", "personen per half jaar", "persons per half-year", 0, _INF, 2e6),
    ("personen/jaar", "personen per jaar", "persons per year", 0, _INF, 5e7),
    ("personen/persoon", "personen per persoon", "persons per person", 0, _INF, 20),
    ("personen/woning", "personen per woning", "persons per home", 0, _INF, 20),
    ("zaken", "zaken", "cases", 0, _INF, 2e7),
    ("zaken/maand", "zaken per maand", "cases per month", 0, _INF, 2e6),
    # places and homes
    ("plekken", "plekken", "places", 0, _INF, 2e7),
    ("plekken/maand", "plekken per maand", "places per month", 0, _INF, 2e6),
    ("plekdagen", "plekdagen", "place-days", 0, _INF, 1e9),
    ("woningen", "woningen", "homes", 0, _INF, 5e7),
    ("woningen/maand", "woningen per maand", "homes per month", 0, _INF, 2e6),
    ("woningen/jaar", "woningen per jaar", "homes per year", -_INF, _INF, 2e7),
    ("woningen/fte/jaar", "woningen per fte per jaar", "homes per FTE per year", 0, _INF, 100),
    ("huishoudens", "huishoudens", "households", 0, _INF, 5e7),
    ("huishoudens/jaar", "huishoudens per jaar", "households per year", -_INF, _INF, 5e6),
    ("huishoudens/persoon", "huishoudens per persoon", "households per person", 0, 1, 1),
    # work
    ("fte", "fte", "FTE", 0, _INF, 2e7),
    ("uur/zaak", "uur per zaak", "hours per case", 0, _INF, 1e4),
    ("uur/fte/jaar", "uur per fte per jaar", "hours per FTE per year", 0, _INF, 8784),
    ("uren", "uren", "hours", 0, _INF, 1e9),
    ("uur/persoon/jaar", "uur per persoon per jaar", "hours per person per year", 0, _INF, 8784),
    # money
    ("EUR", "euro", "euro", -_INF, _INF, 1e13),
    ("EUR/jaar", "euro per jaar", "euro per year", -_INF, _INF, 1e13),
    ("EUR/zaak", "euro per zaak", "euro per case", 0, _INF, 1e7),
    ("EUR/persoon", "euro per persoon", "euro per person", 0, _INF, 1e7),
    ("EUR/persoon/dag", "euro per persoon per dag", "euro per person per day", 0, _INF, 1e5),
    ("EUR/persoon/jaar", "euro per persoon per jaar", "euro per person per year", 0, _INF, 1e7),
    ("EUR/woning", "euro per woning", "euro per home", 0, _INF, 1e8),
    ("EUR/plek/jaar", "euro per plek per jaar", "euro per place per year", 0, _INF, 1e7),
    ("EUR/fte/jaar", "euro per fte per jaar", "euro per FTE per year", 0, _INF, 1e7),
    ("EUR/behandeling", "euro per behandeling", "euro per treatment", 0, _INF, 1e7),
    ("EUR/betaling", "euro per betaling", "euro per payment", 0, _INF, 1e7),
    # time
    ("dagen", "dagen", "days", 0, _INF, 36525),
    ("weken", "weken", "weeks", 0, _INF, 5200),
    ("maanden", "maanden", "months", 0, _INF, 1200),
    ("jaren", "jaren", "years", 0, _INF, 2150),
    # pure numbers
    ("aandeel", "aandeel (0-1)", "share (0-1)", 0, 1, 1),
    ("kans", "kans (0-1)", "probability (0-1)", 0, 1, 1),
    ("kans/maand", "kans per maand", "probability per month", 0, 1, 1),
    ("aandeel/jaar", "aandeel per jaar", "share per year", -1, 1, 1),
    ("factor", "factor", "factor", 0, _INF, 100),
    ("elasticiteit", "elasticiteit", "elasticity", -_INF, _INF, 10),
    ("log", "logeenheden", "log units", 0, _INF, 5),
    ("schakelaar", "schakelaar (0 of 1)", "switch (0 or 1)", 0, 1, 1),
)


@dataclass(frozen=True)
class Axis:
    """A named dimension of parameters and outcomes, with its entries in order."""

    name: str
    label: Label
    entries: tuple[str, ...]
    labels: tuple[Label, ...]
    apart: bool = False
    """Whether its entries are told one by one: they are no parts of a whole, or it is the parts that matter."""

    def label_of(self, entry: str) -> Label:
        """Return the label of an entry. ValueError when there is no such entry."""
        return self.labels[self.entries.index(entry)]


def _axis(name: str, nl: str, en: str, *entries: tuple[str, str, str], apart: bool = False) -> Axis:
    labels = tuple(Label(e[1], e[2]) for e in entries)
    return Axis(name, Label(nl, en), tuple(e[0] for e in entries), labels, apart)


AXES: dict[str, Axis] = {
    axis.name: axis
    for axis in (
        _axis(
            "maand_van_het_jaar",
            "maand van het jaar",
            "month of the year",
            ("januari", "januari", "January"),
            ("februari", "februari", "February"),
            ("maart", "maart", "March"),
            ("april", "april", "April"),
            ("mei", "mei", "May"),
            ("juni", "juni", "June"),
            ("juli", "juli", "July"),
            ("augustus", "augustus", "August"),
            ("september", "september", "September"),
            ("oktober", "oktober", "October"),
            ("november", "november", "November"),
            ("december", "december", "December"),
        ),
        _axis(
            "provincie",
            "provincie",
            "province",
            ("groningen", "Groningen", "Groningen"),
            ("fryslan", "Fryslân", "Friesland"),
            ("drenthe", "Drenthe", "Drenthe"),
            ("overijssel", "Overijssel", "Overijssel"),
            ("flevoland", "Flevoland", "Flevoland"),
            ("gelderland", "Gelderland", "Gelderland"),
            ("utrecht", "Utrecht", "Utrecht"),
            ("noord_holland", "Noord-Holland", "North Holland"),
            ("zuid_holland", "Zuid-Holland", "South Holland"),
            ("zeeland", "Zeeland", "Zeeland"),
            ("noord_brabant", "Noord-Brabant", "North Brabant"),
            ("limburg", "Limburg", "Limburg"),
        ),
        _axis(
            "sector",
            "sector",
            "sector",
            ("zorg", "ziekenhuizen", "hospitals"),
            ("bouw", "bouw", "construction"),
            ("ind", "IND", "IND"),
        ),
        # Most urgent first: the order in which the IND serves when it gives priority to cases with little prospect.
        _axis(
            "groep",
            "kansgroep",
            "prospect group",
            ("kansarm", "kansarm (veilige landen, Dublin)", "little prospect (safe countries, Dublin)"),
            ("overig", "overig", "other"),
            ("kansrijk", "kansrijk", "good prospect"),
        ),
        _axis(
            "huishouden",
            "huishouden",
            "household",
            ("alleenstaand", "alleenstaanden", "single persons"),
            ("gezin", "gezinnen", "families"),
        ),
        _axis(
            "plaatssoort",
            "soort opvangplek",
            "kind of reception place",
            ("structureel", "structureel", "structural"),
            ("flexibel", "flexibel", "flexible"),
            ("noodopvang", "noodopvang", "emergency"),
            ("crisisnoodopvang", "crisisnoodopvang", "crisis emergency"),
        ),
        _axis(
            "bewoners",
            "bewonersgroep",
            "resident group",
            ("in_procedure", "in de asielprocedure", "in the asylum procedure"),
            ("in_beroep", "in beroep", "in appeal"),
            ("statushouders", "statushouders", "status holders"),
            ("vertrekplichtig", "in de vertrektermijn", "in the departure period"),
            ("na_termijn", "na de vertrektermijn", "after the departure period"),
        ),
        _axis(
            "segment",
            "segment",
            "segment",
            ("sociale_huur", "sociale huur", "social rent"),
            ("middenhuur", "middenhuur", "mid-range rent"),
            ("betaalbare_koop", "betaalbare koop", "affordable purchase"),
            ("duur", "duur (huur en koop)", "expensive (rent and purchase)"),
            apart=True,
        ),
        # What holds a home back after its permit; a home waits for the slowest of those it meets.
        _axis(
            "rem",
            "rem",
            "brake",
            ("beroep", "bezwaar en beroep", "objection and appeal"),
            ("stikstof", "stikstof", "nitrogen"),
            ("netaansluiting", "netaansluiting", "grid connection"),
            ("drinkwater", "drinkwater", "drinking water"),
            ("ontsluiting", "ontsluiting", "access infrastructure"),
        ),
        # Everything that can hold a home back, from plan to completion.
        _axis(
            "oorzaak",
            "oorzaak van wachten",
            "cause of waiting",
            ("dekking", "financiële dekking", "financial cover"),
            ("vergunningcapaciteit", "vergunningcapaciteit", "permit capacity"),
            ("beroep", "bezwaar en beroep", "objection and appeal"),
            ("stikstof", "stikstof", "nitrogen"),
            ("netaansluiting", "netaansluiting", "grid connection"),
            ("drinkwater", "drinkwater", "drinking water"),
            ("ontsluiting", "ontsluiting", "access infrastructure"),
            ("bouwcapaciteit", "bouwcapaciteit", "building capacity"),
            apart=True,
        ),
        # Three ways to count new homes, never mixed.
        _axis(
            "telling",
            "telling van nieuwe woningen",
            "count of new homes",
            ("nieuwbouw", "nieuwbouw (opgeleverd)", "new build (completions)"),
            ("bruto", "bruto toevoegingen", "gross additions"),
            ("netto", "netto toename van de voorraad", "net change of the stock"),
            apart=True,
        ),
        _axis(
            "zoekersgroep",
            "groep woningzoekenden",
            "group of home seekers",
            ("urgent", "urgenten", "urgent groups"),
            ("statushouders", "statushouders", "status holders"),
            ("regulier", "reguliere woningzoekenden", "regular seekers"),
            apart=True,
        ),
        _axis(
            "leeftijd",
            "leeftijd",
            "age",
            ("18_24", "18-24 jaar", "18-24"),
            ("25_34", "25-34 jaar", "25-34"),
            ("35_44", "35-44 jaar", "35-44"),
            ("45_54", "45-54 jaar", "45-54"),
            ("55_64", "55-64 jaar", "55-64"),
            ("65_74", "65-74 jaar", "65-74"),
            ("75_plus", "75 jaar en ouder", "75 and over"),
            apart=True,
        ),
        _axis(
            "geslacht",
            "geslacht",
            "sex",
            ("man", "mannen", "men"),
            ("vrouw", "vrouwen", "women"),
        ),
        _axis(
            "inkomen",
            "huishoudensinkomen",
            "household income",
            ("kwintiel_1", "laagste vijfde", "lowest fifth"),
            ("kwintiel_2", "tweede vijfde", "second fifth"),
            ("kwintiel_3", "middelste vijfde", "middle fifth"),
            ("kwintiel_4", "vierde vijfde", "fourth fifth"),
            ("kwintiel_5", "hoogste vijfde", "highest fifth"),
            apart=True,
        ),
        _axis(
            "kostendeciel",
            "tiende deel van de mensen, naar hun zorgkosten",
            "tenth of the people by their cost of care",
            *((f"deciel_{d}", f"{d}e tiende", f"tenth {d}") for d in range(1, 11)),
            apart=True,
        ),
        _axis(
            "zorgsector",
            "zorgsector",
            "sector of care",
            ("msz", "medisch-specialistische zorg", "hospital care"),
            ("ggz", "geestelijke gezondheidszorg", "mental health care"),
            ("farmacie", "geneesmiddelen", "pharmacy"),
            ("overig", "overige zorg onder het eigen risico", "other care under the deductible"),
            ("vrijgesteld", "vrijgesteld (huisarts, geboorte, wijk)", "exempt (GP, birth, district nursing)"),
        ),
        _axis(
            "specialisme",
            "groep specialismen",
            "group of specialties",
            ("snijdend", "snijdend (chirurgie, orthopedie, …)", "surgical (surgery, orthopaedics, …)"),
            ("beschouwend", "beschouwend (interne, cardiologie, …)", "medical (internal medicine, cardiology, …)"),
            ("oog_kno_huid", "oog, keel-neus-oor en huid", "eye, ear-nose-throat and skin"),
        ),
        # Most urgent first: the order in which a hospital with triage treats.
        _axis(
            "urgentie",
            "urgentie",
            "urgency",
            ("spoed", "spoed", "acute"),
            ("dringend", "dringend", "urgent"),
            ("regulier", "regulier", "routine"),
        ),
        _axis(
            "levensfase",
            "levensfase",
            "phase of life",
            ("0_19", "0-19 jaar", "0-19"),
            ("20_64", "20-64 jaar", "20-64"),
            ("65_plus", "65 jaar en ouder", "65 and over"),
        ),
        # Only grounds of which coming and leaving are known; all others are one remainder.
        _axis(
            "migratiegrond",
            "grond van migratie",
            "ground of migration",
            ("asiel", "asiel", "asylum"),
            ("oekraine", "tijdelijke bescherming (Oekraïne)", "temporary protection (Ukraine)"),
            ("arbeid_eu", "arbeid, uit de EU en EVA", "work, from the EU and EFTA"),
            ("arbeid_derde_land", "arbeid, van daarbuiten", "work, from elsewhere"),
            ("overig", "overig, met wie er al woonde", "other, with who lived here already"),
        ),
        # Who bears a change in the cost of care.
        _axis(
            "drager",
            "wie het draagt",
            "who bears it",
            ("patienten", "patiënten (eigen betalingen)", "patients (own payments)"),
            ("premiebetalers", "premiebetalers", "payers of the premium"),
            ("werkgevers", "werkgevers (inkomensafhankelijke bijdrage)", "employers (income-dependent contribution)"),
            ("rijk", "Rijk (toeslag en compensatie)", "State (allowance and compensation)"),
            apart=True,
        ),
        # The parts of what the gemeentefonds grows by.
        _axis(
            "accressoort",
            "deel van het accres",
            "part of the accres",
            ("prijs", "prijsaccres", "price part"),
            ("volume", "volumeaccres", "volume part"),
        ),
        _axis(
            "tranchejaar",
            "tranche van het accres",
            "tranche of the accres",
            *((f"t{jaar}", f"tranche {jaar}", f"tranche of {jaar}") for jaar in range(2024, 2030)),
        ),
        # What the room of municipalities is made of, each against 2025.
        _axis(
            "ruimteonderdeel",
            "onderdeel van de ruimte",
            "part of the room",
            ("fonds", "gemeentefonds min lasten", "municipal fund less cost"),
            ("bcf", "btw-compensatiefonds", "VAT compensation fund"),
            ("wmo", "Wmo en beschermd wonen", "Wmo and sheltered housing"),
            ("spuk", "specifieke uitkeringen", "specific grants"),
            ("jeugd", "jeugdzorg", "youth care"),
            ("dienstverlening", "dienstverlening", "services"),
            ("opvang", "opvang en huisvesting van statushouders", "reception and housing of status holders"),
            ("buig", "bijstand (BUIG)", "assistance (BUIG)"),
        ),
        _axis(
            "ombuigingsvorm",
            "manier om het gat te dichten",
            "way to close the gap",
            ("investeringen", "minder investeren", "less investment"),
            ("voorzieningen", "minder voorzieningen", "fewer services"),
            ("belastingen", "hogere eigen belastingen", "higher taxes of their own"),
            ("reserves", "uit reserves", "from reserves"),
        ),
    )
}

ADDITIVE_UNITS = {
    "personen", "personen/maand", "personen/halfjaar", "personen/jaar", "zaken", "zaken/maand", "plekken",
    "plekken/maand", "plekdagen", "woningen", "woningen/maand", "woningen/jaar",
    "huishoudens", "huishoudens/jaar", "fte", "uren", "EUR", "EUR/jaar",
}  # fmt: skip
"""Units in which numbers of several groups or provinces add up. A share or a waiting time does not."""

CHANCE = "kans"
"""The unit of what happens in a draw or not: its mean over the draws is shown, as a chance."""
TOTAL = "totaal"
"""The entry that is the whole: the total over an axis, or an outcome without axes."""


def adds_up(kind: str, unit: str, axes: Sequence[str]) -> bool:
    """Tell whether the total over these axes means something for an outcome of this kind and unit."""
    return kind != "mean" and unit in ADDITIVE_UNITS and not any(AXES[axis].apart for axis in axes)


def add_unit(name: str, label: Label, low: float = -_INF, high: float = _INF, most: float = 1e13) -> None:
    """Add a unit that a model of another package needs, when the package is imported; see `Unit`.

    ValueError when there is another unit of that name.
    """
    unit = Unit(name, label, low, high, most)
    if UNITS.setdefault(name, unit) != unit:
        raise ValueError(f"there is a unit '{name}' already, which is another")


def add_axis(name: str, label: Label, *entries: tuple[str, Label], apart: bool = False) -> None:
    """Add an axis with its entries that a model of another package needs, when the package is imported; see `Axis`.

    ValueError when there is another axis of that name.
    """
    axis = Axis(name, label, tuple(entry for entry, _ in entries), tuple(said for _, said in entries), apart)
    if AXES.setdefault(name, axis) != axis:
        raise ValueError(f"there is an axis '{name}' already, which is another")
