"""What the model leaves out that matters for an outcome."""

from __future__ import annotations

from simulate.vocabulary import Label

LEAVES_OUT = {
    "wachttijd_poli": Label(
        "ggz, wijkverpleging en verpleeghuizen, en verschillen tussen ziekenhuizen.",
        "mental care, district nursing and nursing homes, and differences between hospitals.",
    ),
    "wachttijd_behandeling": Label(
        "ggz, wijkverpleging en verpleeghuizen, en verschillen tussen ziekenhuizen.",
        "mental care, district nursing and nursing homes, and differences between hospitals.",
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
