"""Instroom: first and repeat applications, and resettlement, month by month.

The yearly level of first applications is uncertain and persistent: on a log scale it is an autoregression from year to
year (fitted on the yearly series since 2000), which begins at the last level known and returns to the level of many
years, here in monthly steps of the same law. The number of a month is Poisson around level x season, split by prospect.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np

from simulate.engine.arrays import Array
from simulate.engine.clock import Proceeding
from simulate.engine.maths import exp, interp, log, power
from simulate.engine.processes import closing, process
from simulate.engine.recorder import Total
from simulate.models.asiel.kaart import Kaart


@cache
def maandwetten() -> tuple[Array, Array, Array]:
    """Tabulate laws by months: what is left of a deviation a month later, and what that means for calendar years.

    That is the variance of the mean of a year, as a share of that of a month, and how two years in a row correlate.
    """
    blijft = exp(-exp(np.linspace(log(500), log(1e-4), 4000)) / 12)
    machten = power(blijft, np.arange(12)[:, None])
    gemiddeld = (12 + 2 * (np.arange(11, 0, -1)[:, None] * machten[1:]).sum(axis=0)) / 144
    return blijft, gemiddeld, blijft * np.square(machten.sum(axis=0) / 12) / gemiddeld


class Jaarwet(NamedTuple):
    """A level that moves by months and of which the means of calendar years follow a given autoregression."""

    blijft: Array
    """What is left of a deviation a month later."""
    spreiding: Array
    """Standard deviation of the level in the long run, in logs."""
    begin: Array
    """That at the end of a year of which the mean is known."""


def jaarwet(volharding: Array, spreiding: Array) -> Jaarwet:
    """Derive the monthly process from the autocorrelation and the long-run spread of the years, in logs."""
    # Nearly 1 is as good as 1: both the rate and the spread in the long run end at the edge of the table.
    blijvend, gemiddelden, samenhangend = maandwetten()
    jaren = np.clip(volharding, samenhangend[0], samenhangend[-1])
    blijft, gemiddeld = interp(jaren, samenhangend, blijvend), interp(jaren, samenhangend, gemiddelden)
    maanden = spreiding / np.sqrt(gemiddeld)
    # Of the last month with the mean of its year, of which it is itself the twelfth part.
    samenhang = (1 - power(blijft, 12)) / (12 * (1 - blijft) * np.sqrt(gemiddeld))
    return Jaarwet(blijft, maanden, maanden * np.sqrt(np.maximum(1 - np.square(samenhang), 0)))


class Instroom(Kaart):
    """Who comes in."""

    totale_instroom = Total(
        "Totale instroom (eerste, herhaald, nareis, hervestiging)",
        "Total inflow (first, repeat, family reunification, resettlement)",
        "personen",
    )

    @process("instromen", "first applications come in")
    def instroom(self) -> Proceeding:
        """Eerste aanvragen, per maand, naar kansgroep."""
        schok, aantal = self.stream("instroom.schok"), self.stream("instroom.eerste_aanvragen")
        laatste_maanden = self.stream("instroom.laatste_maanden")
        afwijking, vorige = np.zeros(self.size), np.zeros(self.size)
        while True:
            i = self.p.instroom
            wet = jaarwet(i.volharding, i.spreiding)
            # The last year is known as a whole, its last month is not.
            begint = (vorige == 0) & (i.spreiding > 0)
            afwijking = afwijking + np.where(begint, wet.begin, 0) * laatste_maanden.normal()
            vorige = i.spreiding + np.zeros(self.size)
            stap = wet.spreiding * np.sqrt(1 - np.square(wet.blijft))
            # A level of nought has no logarithm; what is nearly nought does as well.
            doel = log(np.maximum(i.langjarig_niveau, 1e-9))
            afwijking = wet.blijft * afwijking + (1 - wet.blijft) * doel + stap * schok.normal()
            seizoen = i.seizoen[self.clock.calendar_month]
            # A law of logarithms has no end, what a country meets has.
            niveau = i.eerste_aanvragen * np.minimum(exp(np.minimum(afwijking, 50.0)), i.hoogste_niveau)
            self.eerste_aanvragen(aantal.poisson(niveau / 12 * seizoen * i.aandeel_groep))
            yield self.clock.next_month()

    @process("herhalen", "repeat applications come in")
    def herhaling(self) -> Proceeding:
        """Herhaalde aanvragen, per maand."""
        aantal = self.stream("instroom.herhaalde_aanvragen")
        while True:
            per_maand = self.p.instroom.herhaalde_aanvragen / 12 * self.p.instroom.aandeel_groep_herhaald
            self.herhaalde_aanvragen(aantal.poisson(per_maand + np.zeros(self.size)))
            yield self.clock.next_month()

    @process("hervestigen", "invited refugees arrive with a permit")
    def hervestigen(self) -> Proceeding:
        """Uitgenodigde vluchtelingen krijgen meteen een vergunning."""
        aantal = self.stream("instroom.hervestiging")
        while True:
            self.hervestiging(aantal.poisson(self.p.instroom.hervestiging / 12 + np.zeros(self.size)))
            yield self.clock.next_month()

    @closing("instroom optellen", "add up the inflow")
    def instroom_optellen(self) -> None:
        """De totale instroom, zoals de officiële raming (MPP) die telt.

        Zonder de asielaanvragen van Oekraïners na de bescherming, die een eigen uitkomst zijn.
        """
        self.record(
            totale_instroom=self.eerste_aanvragen.month_total.sum(axis=0)
            + self.herhaalde_aanvragen.month_total.sum(axis=0)
            + self.nareis_aankomst.month_total
            + self.hervestiging.month_total
        )
