"""Values and distributions as a reader of a report writes them."""

from __future__ import annotations

from simulate.comparing.plain import entries_of
from simulate.render.numbers import calibrated, minus
from simulate.scenario import Distribution, Numbers
from simulate.vocabulary import AXES, Label, Language

MANY = 6
"""More entries than this are told as a range."""
TO = Label("{low} tot {high} ({count} waarden)", "{low} to {high} ({count} values)")
EACH = Label("{value} (alle)", "{value} (all)")
BETWEEN = {
    "normal": Label("{p10} – {p90} (80 %, normaal)", "{p10} – {p90} (80 %, normal)"),
    "lognormal": Label("{p10} – {p90} (80 %, lognormaal)", "{p10} – {p90} (80 %, lognormal)"),
    "logitnormal": Label("{p10} – {p90} (80 %, logitnormaal)", "{p10} – {p90} (80 %, logit-normal)"),
    "uniform": Label("{min} – {max} (overal even waarschijnlijk)", "{min} – {max} (uniform)"),
    "triangular": Label("{min} – {mode} – {max} (driehoek)", "{min} – {mode} – {max} (triangular)"),
}
MOVING = Label("verandert van jaar op jaar", "moves from year to year")


def plain(value: float, language: Language) -> str:
    """Six digits at most, and no more decimals than those need."""
    digits = f"{value:.6g}"
    decimals = len(digits.partition(".")[2]) if "e" not in digits else 0
    return minus(value, language, decimals)


def amount(numbers: Numbers, axis: str | None, language: Language) -> str:
    """One number, a few with the names of their entries, or the range of many."""
    entries = entries_of(numbers, axis)
    values = [value for _, value in entries]
    if axis is None or len(entries) == 1:
        return plain(values[0], language)
    if len(set(values)) == 1:
        return EACH.in_(language).format(value=plain(values[0], language))
    if len(values) > MANY:
        low, high = plain(min(values), language), plain(max(values), language)
        return TO.in_(language).format(low=low, high=high, count=len(values))
    labels = dict(zip(AXES[axis].entries, AXES[axis].labels, strict=True))
    return "; ".join(f"{labels[entry].in_(language)} {plain(value, language)}" for entry, value in entries)


def uncertainty(distribution: Distribution | None, axis: str | None, language: Language) -> str:
    """`1.020 – 1.420 (80 %, lognormaal)`; nothing for what is exact."""
    if distribution is None:
        return ""
    at = {name: amount(value, axis, language) for name, value in distribution.at.items()}
    told = BETWEEN[distribution.dist].in_(language).format(**at)
    moving = MOVING.in_(language) if distribution.yearly else ""
    return "; ".join(filter(None, (told, moving, calibrated(distribution.calibrated, language))))
