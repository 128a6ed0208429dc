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
        wegen = {
            weg: self.stream(f"voorraad.{weg}")
            for weg in ("transformatie", "splitsen_optoppen", "flexwoningen", "sloop", "overige_onttrekking")
        }
        while True:
            b = self.p.bestaand
            for weg, per_jaar in (
                ("transformatie", b.transformatie),
                ("splitsen_optoppen", b.splitsen_optoppen),
                ("flexwoningen", b.flexwoningen),
                ("sloop", b.sloop),
                ("overige_onttrekking", b.overige_onttrekking),
            ):
                getattr(self, weg)(wegen[weg].poisson(self._per_provincie(per_jaar)))
            yield self.clock.next_month()

    def _per_provincie(self, per_jaar: Array) -> Array:
        """A yearly number divided over months and provinces, by their share of the stock."""
        return np.asarray(per_jaar / 12 * self.p.verdeling.voorraadsleutel + np.zeros(self.size))
