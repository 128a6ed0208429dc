"""Zorgvraag: each 1 January people learn the deductible of the year, and ask for care accordingly.

The answer to a new deductible is not there at once: a share of it in the first year, the same share of the rest in
each following year. Beside the deductible that is, that of the reference is worked out in the same draw, so that what a
change does to demand, to own payments and to public cost can be told apart from all that would have changed anyway:
first what people would pay at the new deductible if they asked for the same care (a shift of financing), and then what
comes of their asking for more or less (behaviour).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from simulate.engine.arrays import Array
from simulate.engine.clock import Proceeding
from simulate.engine.processes import process
from simulate.engine.recorder import Level
from simulate.models.zorg.bevolking import samen
from simulate.models.zorg.eigen_risico import ONDER_EIGEN_RISICO, EigenRisico
from simulate.models.zorg.gedrag import QUARTERS, Vraag, ask
from simulate.models.zorg.kaart import LEEFTIJDEN
from simulate.models.zorg.mensen import HOSPITAL, Gevoeligheid, Mensen, Prijs
from simulate.models.zorg.verdeling import Kostencurve, kostencurve

_BEHOEFTE_RONDES = 2
_LEAST_ASKED = 0.05
"""However strongly people answer, what they cost is at least this share of what they need."""


class Stelsel(NamedTuple):
    """What a deductible comes to in a year, after the answer so far: demand, payments."""

    factor: Array
    """Demand as a share of need, (ages, sexes, incomes, sectors, draws)."""
    betaald: Array
    """Mean own payment, (ages, sexes, incomes, draws)."""
    vult: Array


class Zorgvraag(EigenRisico):
    """The demand of the population."""

    zorgvraag = Level("Zorgvraag, naar sector", "Demand for care, by sector", "EUR/jaar", "zorgsector")
    zorgvraag_effect = Level(
        "Zorgvraag door het eigen risico, tegen de referentie", "Demand due to the deductible, against the reference",
        "EUR/jaar", "zorgsector",
    )  # fmt: skip
    zorgvraag_index_leeftijd = Level(
        "Zorgvraag per persoon tegen de referentie", "Demand per person against the reference", "factor", "leeftijd"
    )
    zorgvraag_index_inkomen = Level(
        "Zorgvraag per persoon tegen de referentie, naar inkomen",
        "Demand per person against the reference, by income",
        "factor",
        "inkomen",
    )
    vraagindex = Level("Ziekenhuiszorg gevraagd, tegen de start", "Hospital demand, against the start", "factor")
    ziekenhuiszorg_leeftijd = Level(
        "Ziekenhuiszorg gevraagd per persoon, tegen de start", "Hospital care asked for per person, against the start",
        "factor", "leeftijd",
    )  # fmt: skip
    gemeden_zorg = Level("Gemeden zorg", "Care avoided", "EUR/jaar", "leeftijd")
    eigen_betaling = Level("Eigen betaling per volwassene", "Own payment per adult", "EUR/persoon/jaar")
    eigen_betaling_leeftijd = Level(
        "Eigen betaling, naar leeftijd", "Own payment, by age", "EUR/persoon/jaar", "leeftijd"
    )
    eigen_betaling_inkomen = Level(
        "Eigen betaling, naar inkomen", "Own payment, by income", "EUR/persoon/jaar", "inkomen"
    )
    vult_eigen_risico = Level("Aandeel dat het eigen risico vol maakt", "Share that fills the deductible", "aandeel")
    vult_leeftijd = Level(
        "Maakt het eigen risico vol, naar leeftijd", "Fills the deductible, by age", "aandeel", "leeftijd"
    )
    vult_geslacht = Level(
        "Maakt het eigen risico vol, naar geslacht", "Fills the deductible, by sex", "aandeel", "geslacht"
    )
    vult_inkomen = Level(
        "Maakt het eigen risico vol, naar inkomen", "Fills the deductible, by income", "aandeel", "inkomen"
    )

    stelsel: Stelsel
    """Demand and own payments this year at the deductible that is."""
    referentie: Stelsel
    """The same at the deductible of the reference."""
    verschoven: Array
    """Own payments at the deductible that is for the care of the reference, (ages, sexes, incomes, draws), euros."""
    nodig: Array
    """What a person needs a year under the deductible, (ages, sexes, incomes, sectors, draws), euros."""
    kosten: Array
    """What all people need a year under the deductible, (ages, sexes, incomes, sectors, draws), euros."""
    gevraagd: Array
    """What is asked for this year, children included, (sectors, draws), euros."""
    gevraagd_referentie: Array
    """The same at the deductible of the reference."""
    volume: Array
    """Hospital care asked for by adults against the start, a factor, (draws,)."""
    volume_referentie: Array
    """The same at the deductible of the reference, against the same start."""
    prijseffect: Array
    """Share of the need for hospital care that is asked for, against the start, a factor, (draws,)."""
    begin_remming: Array
    """Hospital care asked for at the start, as a share of what would be asked for at no price, (draws,)."""
    kwartalen: Array
    """Hospital care in each quarter against the mean of the year, (4, draws)."""

    def start(self) -> None:
        super().start()
        # What people would ask for at no price: what they cost, corrected for the deductible they had then.
        self.geremd: Array = np.ones(())
        self.curve: Kostencurve | None = None
        self.curve_volgt_uit: tuple[Array, ...] = ()
        for _ in range(_BEHOEFTE_RONDES):
            self.geremd = np.maximum(self._vragen((self._prijs(),))[0].factor, _LEAST_ASKED)
        # No price is that of a year that was not.
        self.prijs: tuple[Array, ...] = (np.full(self.size, np.nan),) * len(Prijs._fields)
        self.kwartalen = np.ones((QUARTERS, self.size))
        antwoorden = self._antwoorden()
        self.stelsel = self.referentie = _volledig(antwoorden[0])
        self.begin_behoefte = self._msz_volume(np.ones(()))
        self.begin_volume = self._msz_volume(self.stelsel.factor[..., HOSPITAL, :])
        self.begin_per_leeftijd = self._msz_per_leeftijd()
        self.begin_remming = self.begin_volume / self.begin_behoefte
        self._jaar_in(antwoorden)

    @process("eigen risico vaststellen", "set the deductible of the year")
    def eigen_risico_vaststellen(self) -> Proceeding:
        """Elk jaar op 1 januari: het eigen risico van dat jaar, en wat mensen dan aan zorg vragen."""
        while True:
            yield self.clock.next(1)
            self.eigen_risico_indexeren()
            self._jaar_in(self._antwoorden())

    def behoefte(self) -> Array:
        """Compute the need a year under the deductible: (ages, sexes, incomes, sectors, draws), euros a person."""
        kosten = self.kosten_per_persoon()[:, :, None, :ONDER_EIGEN_RISICO]
        return np.asarray(kosten * self.inkomensverschil()[:, None, :, None] / self.geremd)

    def aantallen(self) -> Array:
        """Count the people, (ages, sexes, incomes, draws)."""
        return np.asarray(self.personen()[:, :, None] * self.inkomensverdeling()[:, None])

    def _jaar_in(self, antwoorden: tuple[Vraag, ...]) -> None:
        """Begin a year: set where demand and payments go to from where they were."""
        tempo = self.p.gedrag.eerstejaarsaandeel
        self.stelsel = _op_weg(self.stelsel, antwoorden[0], tempo)
        self.referentie = _op_weg(self.referentie, antwoorden[-1], tempo)
        # What would be paid at this deductible for the care of the reference: the shift of financing alone.
        self.verschoven = antwoorden[-1].paid_at_first
        self._vraag_bepalen()
        self._vraag_boeken()

    def _antwoorden(self) -> tuple[Vraag, ...]:
        """Compute the demand at the prices of this year, and the spread of hospital care over it.

        The spread changes with the deductible, and hardly by anything else: not where that goes up with the cost of
        care.
        """
        prijs = (self.bedrag.gezien, *self._prijs()[1:])
        # Per draw: what happens in one world must not depend on whether a measure comes in another.
        anders = np.any([a != b for a, b in zip(prijs, self.prijs, strict=True)], axis=0)
        antwoorden = self._vragen(self._prijzen(), per_kwartaal=bool(anders.any()))
        if anders.any():
            self.kwartalen = np.where(anders, antwoorden[0].quarters, self.kwartalen)
        self.prijs = prijs
        return antwoorden

    def _vragen(self, prijzen: tuple[Prijs, ...], per_kwartaal: bool = False) -> tuple[Vraag, ...]:
        """Compute the demand of the people of today at each of these prices."""
        self.nodig = self.behoefte()
        return ask(self._mensen(), prijzen, self._gevoeligheid(), per_kwartaal)

    def _prijzen(self) -> tuple[Prijs, ...]:
        """List the deductible of today and, where it is another one in any draw, that of the reference."""
        if self._is_referentie():
            return (self._prijs(),)
        wet = self.in_euros(self.bedrag_wet)
        return self._prijs(), self._prijs()._replace(deductible=wet, maximum=np.full(self.size, np.inf))

    def _is_referentie(self) -> bool:
        """Tell whether the deductible is that of the reference in every draw."""
        zelfde = self.in_euros(self.bedrag) == self.in_euros(self.bedrag_wet)
        return bool(np.all(zelfde) and not np.any(self.p.eigen_risico.maximum_geldt))

    def _prijs(self) -> Prijs:
        """Return the deductible of today, per draw."""
        p = self.p.eigen_risico
        nul = np.zeros(self.size)
        maximum = np.where(p.maximum_geldt + nul > 0, p.maximum_per_behandeling, np.inf)
        return Prijs(self.in_euros(self.bedrag), maximum, p.vrijwillig_bedrag + nul)

    def _gevoeligheid(self) -> Gevoeligheid:
        """Compute the sensitivity of demand to the price, by age, income and sector."""
        p, nul = self.p.gedrag, np.zeros(self.size)
        sectoren = samen((p.sector_msz + nul, p.sector_ggz, p.sector_farmacie, p.sector_overig), axis=0)
        # The sensitivity of an age is the mean of its incomes.
        inkomen = self.rond_een(p.inkomensfactor + np.zeros((len(LEEFTIJDEN), 1, 1)))
        return Gevoeligheid(
            (self._gevoeligheid_per_leeftijd()[:, None] * inkomen)[:, None],
            sectoren,
            p.bijziendheid + nul,
            np.maximum(p.eerste_behandeling + nul, 1),
            p.behandelingen_exponent + nul,
            p.prijs_in_euros + nul,
        )

    def _gevoeligheid_per_leeftijd(self) -> Array:
        """Return beta by age, (ages, draws): of 35-44 and of 55-64 half is on either side of forty and sixty."""
        p = self.p.gedrag
        jong, midden, oud = (v + np.zeros(self.size) for v in (
            p.gevoeligheid_jong, p.gevoeligheid_midden, p.gevoeligheid_oud))  # fmt: skip
        return np.stack([jong, jong, (jong + midden) / 2, midden, (midden + oud) / 2, oud, oud])

    def _mensen(self) -> Mensen:
        """Describe the people who may ask for care as `gedrag` takes them: need, its spread, what they know of it."""
        p, nul = self.p.eigen_risico, np.zeros(self.size)
        return Mensen(
            self._kostencurve(),
            self.nodig,
            self.p.gedrag.gekend_risico + nul,
            p.vrijwillig_aandeel + nul,
            p.vrijwillig_selectie + nul,
        )

    def _kostencurve(self) -> Kostencurve:
        """Return how cost is spread over people; it is worked out anew where what it follows from has changed."""
        p = self.p.kostenverdeling
        volgt_uit = (self.tienden(), samen((p.spreiding_man, p.spreiding_vrouw), axis=1), p.topspreiding)
        if self.curve is None or not all(map(np.array_equal, volgt_uit, self.curve_volgt_uit)):
            self.curve, self.curve_volgt_uit = kostencurve(*volgt_uit), volgt_uit
        return self.curve

    def _msz_volume(self, factor: Array) -> Array:
        """Compute the volume of hospital care of adults at the prices of the year of the figures, (draws,).

        `factor` is what is asked for as a share of need, () or (ages, sexes, incomes, draws).
        """
        volume = self.nodig[..., HOSPITAL, :] * factor * self.aantallen() / self.prijspeil
        return np.asarray(volume.sum(axis=(0, 1, 2)))

    def _msz_per_leeftijd(self) -> Array:
        """Compute the volume of hospital care per person by age, (ages, draws)."""
        mensen = self.aantallen()
        volume = self.nodig[..., HOSPITAL, :] * self.stelsel.factor[..., HOSPITAL, :] * mensen / self.prijspeil
        return np.asarray(volume.sum(axis=(1, 2)) / mensen.sum(axis=(1, 2)))

    def _vraag_bepalen(self) -> None:
        """Compute the demand of this year: in euros by sector, and hospital care in volume against the start."""
        self.kosten = self.nodig * self.aantallen()[:, :, :, None]
        vrijgesteld = (self.kosten_per_persoon()[:, :, ONDER_EIGEN_RISICO] * self.personen()).sum(axis=(0, 1))
        self.gevraagd, self.gevraagd_referentie = (
            np.concatenate([(self.kosten * s.factor).sum(axis=(0, 1, 2)), vrijgesteld[None]]) + self.kosten_kinderen()
            for s in (self.stelsel, self.referentie)
        )
        self.volume, self.volume_referentie = (
            self._msz_volume(s.factor[..., HOSPITAL, :]) / self.begin_volume for s in (self.stelsel, self.referentie)
        )
        ziekenhuis = self.kosten[..., HOSPITAL, :]
        geremd = (self.stelsel.factor[..., HOSPITAL, :] * ziekenhuis).sum(axis=(0, 1, 2)) / ziekenhuis.sum(
            axis=(0, 1, 2)
        )
        self.prijseffect = geremd / self.begin_remming

    def _vraag_boeken(self) -> None:
        """Record demand and own payments of the year, by age, sex and income."""
        self.eigen_risico_boeken()
        mensen, betaald, vult = self.aantallen(), self.stelsel.betaald, self.stelsel.vult
        met, tegen = ((self.kosten * s.factor).sum(axis=3) for s in (self.stelsel, self.referentie))
        self.record(
            verzekerden=mensen.sum(axis=(1, 2)),
            zorgvraag=self.gevraagd,
            zorgvraag_effect=self.gevraagd - self.gevraagd_referentie,
            zorgvraag_index_leeftijd=met.sum(axis=(1, 2)) / tegen.sum(axis=(1, 2)),
            zorgvraag_index_inkomen=met.sum(axis=(0, 1)) / tegen.sum(axis=(0, 1)),
            vraagindex=self.volume,
            ziekenhuiszorg_leeftijd=self._msz_per_leeftijd() / self.begin_per_leeftijd,
            gemeden_zorg=(self.kosten * (1 - self.stelsel.factor)).sum(axis=(1, 2, 3)),
            eigen_betaling=_gemiddeld(betaald, mensen, (0, 1, 2)),
            eigen_betaling_leeftijd=_gemiddeld(betaald, mensen, (1, 2)),
            eigen_betaling_inkomen=_gemiddeld(betaald, mensen, (0, 1)),
            vult_eigen_risico=_gemiddeld(vult, mensen, (0, 1, 2)),
            vult_leeftijd=_gemiddeld(vult, mensen, (1, 2)),
            vult_geslacht=_gemiddeld(vult, mensen, (0, 2)),
            vult_inkomen=_gemiddeld(vult, mensen, (0, 1)),
        )


def _volledig(vraag: Vraag) -> Stelsel:
    """Return the deductible as it comes out when people have answered it in full."""
    return Stelsel(vraag.factor, vraag.paid, vraag.filled)


def _op_weg(van: Stelsel, naar: Vraag, tempo: Array) -> Stelsel:
    """Interpolate demand from what it was to what it will be, a share of the way.

    Payments follow from the price at once.
    """
    return Stelsel(van.factor + tempo * (naar.factor - van.factor), naar.paid, naar.filled)


def _gemiddeld(waarde: Array, mensen: Array, over: tuple[int, ...]) -> Array:
    """Average a value per person over these axes."""
    return np.asarray((waarde * mensen).sum(axis=over) / mensen.sum(axis=over))
