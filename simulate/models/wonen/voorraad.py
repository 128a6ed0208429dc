"""Bestaande voorraad: conversion, splitting, topping up and flexible homes add homes; demolition takes them away."""

from __future__ import annotations

import numpy as np

from simulate.engine.arrays import Array
from simulate.engine.clock import Proceeding
from simulate.engine.processes import process
from simulate.models.wonen.kaart import Kaart


class BestaandeVoorraad(Kaart):
    """What happens to the stock beside new building."""

    def start(self) -> None:
        super().start()
        self.woningvoorraad.open(
            self.p.beginstand.woningvoorraad * self.p.verdeling.voorraadsleutel + np.zeros(self.size)
        )

    @process("bestaande voorraad", "transform, split, place flex homes and demolish")
    def bestaande_voorraad(self) -> Proceeding:
        """Elke maand: transformatie, splitsen en optoppen, flexwoningen, sloop en overige onttrekking."""
        omgebouwd, gesplitst = self.stream("voorraad.transformatie"), self.stream("voorraad.splitsen_optoppen")
        geplaatst = self.stream("voorraad.flexwoningen")
        gesloopt, onttrokken = self.stream("voorraad.sloop"), self.stream("voorraad.overige_onttrekking")
        while True:
            b = self.p.bestaand
            self.transformatie(omgebouwd.poisson(self._per_provincie(b.transformatie)))
            self.splitsen_optoppen(gesplitst.poisson(self._per_provincie(b.splitsen_optoppen)))
            self.flexwoningen(geplaatst.poisson(self._per_provincie(b.flexwoningen)))
            # Of a province in which nothing is left nothing can be taken.
            weg = gesloopt.poisson(self._per_provincie(b.sloop))
            self.sloop(np.minimum(weg, self.woningvoorraad.n))
            weg = onttrokken.poisson(self._per_provincie(b.overige_onttrekking))
            self.overige_onttrekking(np.minimum(weg, self.woningvoorraad.n))
            yield self.clock.next_month()

    def _per_provincie(self, per_jaar: Array) -> Array:
        """Divide a yearly number over months and provinces, by their share of the stock."""
        return np.asarray(per_jaar / 12 * self.p.verdeling.voorraadsleutel + np.zeros(self.size))
