"""What the systems together leave out that matters for an outcome."""

from __future__ import annotations

from simulate.vocabulary import Label

LEAVES_OUT = {
    "woningtekort": Label(
        "of mensen om een woning verhuizen naar waar werk is, en wat huren en prijzen doen.",
        "whether people move to where there is work, and what rents and prices do.",
    ),
    "personeel_gevraagd": Label(
        "onderwijs, defensie, politie, techniek en alle andere sectoren, en dus of er elders mensen over zijn.",
        "education, defence, police, engineering and all other sectors, and so whether people are left over elsewhere.",
    ),
    "wachttijd_behandeling": Label(
        "ggz, wijkverpleging en verpleeghuizen, en verschillen tussen ziekenhuizen.",
        "mental care, district nursing and nursing homes, and differences between hospitals.",
    ),
    "ruimte_gemeenten": Label(
        "verschillen tussen gemeenten, en wat er met andere taken gebeurt dan met woningen en vergunningen.",
        "differences between municipalities, and what becomes of other tasks than homes and permits.",
    ),
}
"""What the systems together do not tell, by the outcome for which it matters."""
