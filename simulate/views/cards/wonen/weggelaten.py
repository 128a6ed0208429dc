"""What the model leaves out that matters for an outcome."""

from __future__ import annotations

from simulate.vocabulary import Label

LEAVES_OUT = {
    "nieuwe_woningen": Label(
        "huizenprijzen, rente en verkoop: een crisis op de woningmarkt komt alleen van buiten.",
        "house prices, interest and sales: a crisis of the housing market comes from outside only.",
    ),
    "woningtekort": Label(
        "huishoudens die zich wegens het tekort niet vormen, en prijzen die vraag afremmen.",
        "households that do not form for want of a home, and prices that slow demand.",
    ),
    "doorlooptijd": Label(
        "verschillen tussen gemeenten en tussen grote en kleine plannen.",
        "differences between municipalities and between large and small plans.",
    ),
}
"""What the model does not tell, by the outcome for which it matters."""
