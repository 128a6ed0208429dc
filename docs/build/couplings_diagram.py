"""The diagram of a composite as SVG: a column for every model, and an arrow for all that one tells another."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from html import escape
from textwrap import wrap

from simulate.engine.composite import Composite, Coupling
from simulate.registry import model
from simulate.vocabulary import Label, Language

COLUMN, MARGIN, HEAD, ROW, LINE, LETTER = 250, 24, 96, 58, 13, 6.0
LEGEND = (
    (Label("telt mee", "counts"), ""),
    (Label("staat uit, tenzij een scenario de sterkte geeft", "off, unless a scenario gives its strength"), " off"),
)
STYLE = """
text { font: 11px Helvetica, Arial, sans-serif; fill: #0b2545; text-anchor: middle; }
.title { font-size: 17px; font-weight: bold; text-anchor: start; } .note { fill: #5a5a5a; text-anchor: start; }
.part { fill: #bcd3ea; stroke: #0b2545; stroke-width: 1.3; } .whole { fill: #e6e6e6; } .plate { fill: #fff; }
.line { stroke: #c4ccd6; stroke-width: 1.2; } .way { fill: none; stroke: #0b2545; stroke-width: 1.4; }
.off { stroke-dasharray: 4 4; }
"""


def between(coupling: Coupling, composite: type[Composite]) -> tuple[str, tuple[str, ...]]:
    """Return the model of which a coupling tells, and the models that hear of it."""
    told = dict.fromkeys(name.partition(".")[0] for name in (*coupling.drives, *coupling.damps))
    return coupling.teller or composite.name, tuple(told)


def couplings_svg(
    composite: type[Composite], told: Mapping[Coupling, Label], off: Collection[str], language: Language = "nl"
) -> str:
    """Draw the models of a composite as columns, and below each other what is told; dotted are those that are `off`."""
    columns = (*composite.parts, composite.name)
    at = {name: MARGIN + COLUMN * (number + 0.5) for number, name in enumerate(columns)}
    bottom = HEAD + ROW * len(told) + MARGIN
    body = [*_columns(composite, at, bottom, language)]
    for number, (one, label) in enumerate(told.items()):
        ends = [at[name] for name in _ends(one, composite)]
        body += _told(ends, label.in_(language), HEAD + ROW * (number + 0.75), " off" if one.name in off else "")
    body += _legend(bottom + MARGIN, language)
    width, height = 2 * MARGIN + COLUMN * len(columns), bottom + MARGIN * (len(LEGEND) + 1)
    title = escape(composite.title.in_(language))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" width="{width:.0f}" '
        f'height="{height:.0f}" role="img" aria-label="{title}">\n<style>{STYLE}</style>\n'
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
        '<path d="M0,0 L8,4 L0,8 z" fill="#0b2545"/></marker></defs>\n'
        f'<rect width="100%" height="100%" fill="#fff"/>\n<text class="title" x="{MARGIN}" y="32">{title}</text>\n'
        + "\n".join(body)
        + "\n</svg>\n"
    )


def _columns(composite: type[Composite], at: dict[str, float], bottom: float, language: Language) -> Iterator[str]:
    for name, x in at.items():
        title = (composite if name == composite.name else model(name)).title.in_(language)
        kind = "part whole" if name == composite.name else "part"
        yield f'<path class="line" d="M{x:.0f},{HEAD - 8} V{bottom:.0f}"/>'
        yield (
            f'<rect class="{kind}" x="{x - COLUMN / 2 + 10:.0f}" y="{HEAD - 48}" width="{COLUMN - 20}" height="40" '
            'rx="4"/>'
        )
        yield from _text(title, x, HEAD - 24, COLUMN - 30)


def _ends(one: Coupling, composite: type[Composite]) -> list[str]:
    teller, hearers = between(one, composite)
    return [teller, *hearers]


def _told(ends: list[float], words: str, y: float, dotted: str) -> Iterator[str]:
    """Draw an arrow from the first of the places to each other; one that stays where it is goes round."""
    begin, *others = ends
    for end in others:
        round_ = f"M{begin:.0f},{y - 12:.0f} h26 v24 h-24"
        path = round_ if end == begin else f"M{begin:.0f},{y:.0f} H{end + (2 if begin > end else -2):.0f}"
        yield f'<path class="way{dotted}" d="{path}" marker-end="url(#tip)"/>'
    if max(ends) == min(ends):
        yield from _text(words, begin + COLUMN / 2 + 20, y + 4, COLUMN - 70, plate=True)
    else:
        yield from _text(words, (min(ends) + max(ends)) / 2, y - 14, max(ends) - min(ends) - 20, plate=True)


def _text(words: str, x: float, y: float, width: float, *, plate: bool = False) -> Iterator[str]:
    """Write words in lines of at most `width`, the middle of them at `y`; on a `plate` that covers what is below."""
    lines = wrap(words, int(width / LETTER))
    first = y - LINE * (len(lines) - 1) / 2
    if plate:
        wide = LETTER * max(map(len, lines))
        yield (
            f'<rect class="plate" x="{x - wide / 2:.0f}" y="{first - LINE + 2:.0f}" width="{wide:.0f}" '
            f'height="{LINE * len(lines) + 2}"/>'
        )
    for number, line in enumerate(lines):
        yield f'<text x="{x:.0f}" y="{first + LINE * number:.0f}">{escape(line)}</text>'


def _legend(top: float, language: Language) -> Iterator[str]:
    for number, (label, dotted) in enumerate(LEGEND):
        y = top + MARGIN * number
        yield f'<path class="way{dotted}" d="M{MARGIN},{y:.0f} h40" marker-end="url(#tip)"/>'
        yield f'<text class="note" x="{MARGIN + 52}" y="{y + 4:.0f}">{escape(label.in_(language))}</text>'
