"""What the model leaves out that matters for an outcome."""

from __future__ import annotations

from simulate.vocabulary import Label

_ROOM = Label(
    "eigen inkomsten uit grond en leges, tekorten die er in 2025 al waren, nieuwe taken, "
    "en hoeveel mensen jeugdzorg, Wmo of een uitkering krijgen.",
    "income of their own from land and fees, deficits that were there in 2025, new tasks, "
    "and how many people get youth care, the Wmo or a benefit.",
)
_YOUTH = Label(
    "hoeveel kinderen jeugdzorg krijgen of erop wachten, en hoe het met hen gaat.",
    "how many children get youth care or wait for it, and how they fare.",
)
LEAVES_OUT = {
    "ruimte": _ROOM,
    "ombuiging": _ROOM,
    "jeugd_taakstelling_gehaald": _YOUTH,
    "jeugd_middelen": _YOUTH,
    "buig_tekort": Label(
        "andere uitkeringen en toeslagen, en wat een lagere uitkering met mensen doet.",
        "other benefits and allowances, and what a lower benefit does to people.",
    ),
    "gemist_prijsaccres": Label(
        "wat lonen in de publieke sector anders stijgen dan de prijs van het bbp.",
        "how far public wages rise otherwise than the price of GDP.",
    ),
    "daling_nominaal": Label(
        "geld voor taken dat erbij komt of eraf gaat, zoals voor jeugdzorg.",
        "money for tasks that comes or goes, as for youth care.",
    ),
    "daling_reeel": Label(
        "geld voor taken dat erbij komt of eraf gaat, zoals voor jeugdzorg.",
        "money for tasks that comes or goes, as for youth care.",
    ),
    "buig_gedragen": Label(
        "de asielketen erachter: hoeveel statushouders er komen is hier één getal; andere uitkeringen.",
        "the asylum chain behind it: how many status holders come is one number here; other benefits.",
    ),
}
"""What the model does not tell, by the outcome for which it matters."""
