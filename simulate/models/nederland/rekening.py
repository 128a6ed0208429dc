"""Rekening: what one part books is what another used, in every draw and month in which a coupling counts wholly."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from simulate.engine.arrays import Array
from simulate.engine.composite import Coupling
from simulate.engine.recorder import Series
from simulate.models.nederland.bevolking_volgen import bevolking_volgen
from simulate.models.nederland.bijstand_volgen import bijstand_volgen
from simulate.models.nederland.jaar import YEAR
from simulate.models.nederland.opvang_betalen import opvang_betalen
from simulate.models.nederland.personeel import Personeel
from simulate.models.nederland.woningen_boeken import woningen_boeken

STATUSHOUDERS = 1
"""Their entry on the axis of the allocation of social homes."""


class Rekening(Personeel):
    """The accounts between the parts, held to each other after every run."""

    def audit(self) -> None:
        """Check also that homes, people, staff and euros are the same on both sides of a coupling, to less than one."""
        super().audit()
        self._gelijk(woningen_boeken, self._woningen, "homes were used in a month and not booked")
        self._gelijk(bevolking_volgen, self._huishoudens, "people were housed in a month and form no household")
        self._gelijk(bijstand_volgen, self._bijstand, "people were housed in a month and are not in a municipality")
        self._gelijk(opvang_betalen, self._opvang, "euros of reception are not booked with municipalities")
        gevraagd = self.all_months("personeel_gevraagd")[-1]
        verschil = np.abs(gevraagd - self.gevraagd()).max(initial=0)
        # Single precision holds some seven digits of what was recorded.
        assert verschil < 1, f"{verschil:.0f} people were asked for and not counted"

    def _gelijk(self, coupling: Coupling, verschil: Callable[[], Array], wat: str) -> None:
        """Check a difference (months, draws) in the months in which a coupling counted wholly."""
        # On the last day of a run a month begins that it does not have.
        maanden = [maand for maand in sorted(self.wholly.get(coupling.name, ())) if maand < self.draws.months]
        if maanden:
            meest = np.abs(verschil()[maanden]).max(initial=0)
            assert meest < 1, f"{meest:.0f} {wat}"

    def _woningen(self) -> Array:
        """Compute the homes that are booked in housing less those that were used, (months, draws)."""
        geboekt = self.there["wonen"].all_months("toewijzingen")[:, STATUSHOUDERS]
        return np.asarray(geboekt - self.all_months("woningen_voor_statushouders"))

    def _huishoudens(self) -> Array:
        """Compute the people who form a household less those who were housed the month before, (months, draws)."""
        return np.asarray(self.all_months("huishoudens_uit_opvang") - self._gehuisvest())

    def _bijstand(self) -> Array:
        """Compute the people who come to municipalities less who was housed the month before, (months, draws)."""
        return np.asarray(self.there["gemeenten"].all_months("gehuisvest") - self._gehuisvest())

    def _gehuisvest(self) -> Array:
        gehuisvest = self.there["asiel"].all_months("gehuisveste_statushouders")
        return np.concatenate([np.zeros_like(gehuisvest[:1]), gehuisvest[:-1]])

    def _opvang(self) -> Array:
        """Compute the euros booked with municipalities in a year so far less what reception cost more, (months, draws).

        What it cost is added up anew from the books of asylum.
        """
        kosten, lopend, totaal = (
            _jaar_ervoor(self.there["asiel"].all_months(name))
            for name in ("kosten_gemeenten", "kosten_totaal_lopend", "kosten_totaal")
        )
        eerste = kosten[YEAR : YEAR + 1] if len(kosten) > YEAR else kosten[:1]
        meer = (kosten - eerste) * (lopend / np.maximum(totaal, 1))
        geboekt = self.there["gemeenten"].all_months("opvang_meer")
        verschil, stand = np.zeros_like(meer), np.zeros(self.size)
        for maand, dag in enumerate(self.clock.starts[:-1]):
            stand = geboekt[maand] + (stand if dag.month > 1 else 0)
            verschil[maand] = stand - meer[maand] * dag.month / YEAR
        return verschil


def _jaar_ervoor(reeks: Series) -> Array:
    """Add up, for every month, the twelve before it, (months, draws); fewer in the first year."""
    tot = np.concatenate([np.zeros_like(reeks[:1], np.float64), np.cumsum(reeks, axis=0, dtype=np.float64)])
    return np.asarray(tot[:-1] - np.concatenate([np.zeros_like(tot[:YEAR]), tot[: -YEAR - 1]]))[: len(reeks)]
