"""A process says what happens in it, is called on its model, and can be replaced by a subclass."""

from __future__ import annotations

import numpy as np
import pytest
from worlds import draws

from simulate.engine.clock import Proceeding
from simulate.engine.model import Model
from simulate.engine.processes import closing, process
from simulate.engine.recorder import Level, Total
from simulate.engine.stocks import Flow, Outside, Stock
from simulate.vocabulary import Label


class Winkel(Model):
    """Two customers come each month; what has been recorded so far is asked for when the books close."""

    name = "winkel"

    buiten = Outside()
    binnen = Stock("Binnen", "Inside")
    komen = Flow(buiten, binnen, "Komen", "Coming")
    omzet = Total("Omzet", "Turnover", "EUR")
    jaaromzet = Level("Omzet van drie maanden", "Turnover of three months", "EUR")
    per_maand = 2

    @process("klanten komen", "customers come")
    def openen(self) -> Proceeding:
        """On the first of the month."""
        while True:
            self.komen(self.per_maand)
            self.record(omzet=float(self.clock.month + 1))
            yield self.clock.next_month()

    @closing("kas opmaken", "count the till")
    def kas_opmaken(self) -> None:
        """At month end: the turnover of three months, as far as there are."""
        assert self.this_month("omzet").tolist() == [self.month + 1.0] * self.size
        if self.month >= 2:
            self.record(jaaromzet=self.months_of("omzet", 3).sum(axis=0))

    processes = (openen,)
    closings = (kas_opmaken,)


class Drukker(Winkel):
    """Replaces the process, and inherits the order."""

    @process("veel klanten komen", "many customers come")
    def openen(self) -> Proceeding:
        """Once."""
        self.komen(50)
        self.record(omzet=1.0)
        yield self.clock.timeout(1000)

    @closing("kas niet opmaken", "leave the till")
    def kas_opmaken(self) -> None:
        """Nothing."""


def test_a_process_declares_what_happens_in_it() -> None:
    assert [p.label for p in Winkel.processes] == [Label("klanten komen", "customers come")]
    assert [c.label for c in Winkel.closings] == [Label("kas opmaken", "count the till")]
    assert Winkel.openen.name == "openen"
    assert Winkel.openen.__doc__ == "On the first of the month."
    assert Winkel.openen is Winkel.processes[0]


def test_on_a_model_it_is_a_bound_method() -> None:
    model = Winkel(draws(size=2))
    next(model.openen())
    np.testing.assert_array_equal(model.binnen.n, [2, 2])


def test_a_subclass_that_overrides_a_process_or_closing_replaces_it() -> None:
    series = Drukker(draws(months=4, size=1)).run()
    assert series["komen"][:, 0].tolist() == [50, 0, 0, 0]
    assert not series["jaaromzet"].any()


def test_a_closing_can_ask_for_the_months_up_to_the_open_one() -> None:
    series = Winkel(draws(months=5, size=2)).run()
    assert series["jaaromzet"][:, 0].tolist() == [0, 0, 1 + 2 + 3, 2 + 3 + 4, 3 + 4 + 5]


@pytest.mark.parametrize("months", [0, 2])
def test_months_before_the_run_cannot_be_asked_for(months: int) -> None:
    with pytest.raises(ValueError, match=f"{months} months of omzet were asked for in month 1 of the run"):
        Winkel(draws(size=2)).months_of("omzet", months)
