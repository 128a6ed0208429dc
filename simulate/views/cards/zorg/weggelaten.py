"""What the model leaves out that matters for an outcome."""

from __future__ import annotations

from simulate.vocabulary import Label

_HOSPITALS_ONLY = Label(
    "ggz, wijkverpleging en verpleeghuizen, en verschillen tussen ziekenhuizen.",
    "mental care, district nursing and nursing homes, and differences between hospitals.",
)
_OTHER_ACTS = Label(
    "verpleeghuizen (Wlz), de Wmo en jeugdzorg, die andere wetten betalen.",
    "nursing homes (Wlz), the Wmo and youth care, which other acts pay for.",
)
LEAVES_OUT = {
    "wachttijd_poli": _HOSPITALS_ONLY,
    "wachttijd_behandeling": _HOSPITALS_ONLY,
    "wachtlijst": _HOSPITALS_ONLY,
    "personeelstekort": _HOSPITALS_ONLY,
    "zvw_uitgaven": _OTHER_ACTS,
    "zorgtoeslag_uitgaven": Label(
        "andere toeslagen en uitkeringen, en wie er daardoor minder krijgt of meer.",
        "other allowances and benefits, and who gets less or more of these for it.",
    ),
    "netto_collectief": Label(
        "gezondheid die verloren gaat of gewonnen wordt, en wat die later kost.",
        "health that is lost or won, and what that costs later.",
    ),
    "premie": Label(
        "wat verzekeraars uit hun reserves bijleggen.",
        "what insurers add from their reserves.",
    ),
}
"""What the model does not tell, by the outcome for which it matters."""
