"""The map of youth care: who waits, who is in care, and along which flows children move."""

from __future__ import annotations

from simulate.engine.model import Model
from simulate.engine.stocks import Flow, Outside, Stock
from simulate.vocabulary import Label, add_axis, add_unit

# A unit and an axis that no shipped model has.
add_unit("trajecten/fte/maand", Label("trajecten per fte per maand", "treatments per FTE per month"), 0, most=100)
add_axis(
    "jeugdhulp",
    Label("soort jeugdhulp", "kind of youth care"),
    ("ambulant", Label("ambulant", "at home")),
    ("verblijf", Label("met verblijf", "residential")),
)


class Kaart(Model):
    """Stocks and flows of youth care."""

    name = "jeugdzorg"
    title = Label("Jeugdzorg", "Youth care")

    buiten = Outside()
    wachtend = Stock("Wachtenden", "Waiting")
    in_zorg = Stock("In zorg", "In care")
    verwijzing = Flow(buiten, wachtend, "Verwijzingen", "Referrals")
    begin = Flow(wachtend, in_zorg, "Begonnen trajecten", "Treatments begun")
    einde = Flow(in_zorg, buiten, "Beëindigde trajecten", "Treatments ended")
