"""The diagram of a chain as SVG, drawn from the stocks and flows that a model declares, and from nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from textwrap import wrap

from docs.build.layering import Edge, Layout, layout
from simulate.engine.delays import Delay
from simulate.engine.model import Model
from simulate.engine.pools import Pool
from simulate.engine.queues import Queue
from simulate.engine.stocks import Declared, Flow, Junction, Outside, Stock
from simulate.vocabulary import Label, Language

ROW, GAP, MARGIN, LINE = 56, 18, 24, 13
WORDS = {
    "queue": Label("wachtrij", "queue"),
    "delay": Label("verblijft een tijd", "stays for a time"),
    "stock": Label("voorraad", "stock"),
    "junction": Label("splitsing (binnen een dag)", "junction (within a day)"),
    "pool": Label("plekken of capaciteit", "places or capacity"),
    "outside": Label("van of naar buiten", "from or to outside"),
}
STYLE = """
text { font: 11px Helvetica, Arial, sans-serif; fill: #0b2545; text-anchor: middle; }
.flow { fill: #333; font-size: 10.5px; } .title { font-size: 17px; font-weight: bold; text-anchor: start; }
.note { fill: #5a5a5a; text-anchor: start; } .stock, .queue, .delay, .pool { stroke: #0b2545; stroke-width: 1.3; }
.stock { fill: #fff; } .queue { fill: #bcd3ea; } .delay { fill: #fff; stroke-dasharray: 5 3; }
.pool { fill: #e6e6e6; } .junction { fill: #0b2545; } .outside { fill: #fff; stroke: #5a5a5a; stroke-width: 1.2; }
.way { fill: none; stroke: #6b7a8c; stroke-width: 1.2; } .plate { fill: #fff; } .back { stroke-dasharray: 2 2; }
"""


@dataclass(frozen=True)
class Graph:
    """One connected part of the chain. A flow is a node of its own, so that its name has a place."""

    nodes: list[str]
    edges: list[Edge]
    returning: set[str]
    """Flows that go back up: turned round for the layers, and right again for the arrow."""


def kind(declared: Declared) -> str:
    """Name the kind of a node: queue, delay, junction, stock, pool or flow."""
    kinds = ((Queue, "queue"), (Delay, "delay"), (Junction, "junction"), (Stock, "stock"), (Pool, "pool"))
    return next((word for type_, word in kinds if isinstance(declared, type_)), "flow")


def chain_svg(model: type[Model], language: Language = "nl") -> str:
    """Draw the whole chain: stocks and flows from top to bottom, smaller parts and pools beside it."""
    declared = model.declared()
    largest_first = sorted(_parts(declared), key=lambda part: -len(part.nodes))
    drawings = [_draw(graph, declared, language) for graph in largest_first]
    pools = [d for d in declared.values() if isinstance(d, Pool)]
    side = [*drawings[1:], *([_list(pools, language)] if pools else []), _legend(declared, language)]
    main = drawings[0] if drawings else ("", 0.0, 0.0)
    body, left, down = [f'<g transform="translate({MARGIN},{MARGIN + 30})">{main[0]}</g>'], main[1] + 3 * MARGIN, 0.0
    for text, _, height in side:
        body.append(f'<g transform="translate({left:.0f},{MARGIN + 30 + down:.0f})">{text}</g>')
        down += height + MARGIN
    width, height = left + max(part[1] for part in side) + MARGIN, max(main[2], down) + 2 * MARGIN + 30
    title = escape(model.title.in_(language))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" width="{width:.0f}" '
        f'height="{height:.0f}" role="img" aria-label="{title}">\n<style>{STYLE}</style>\n'
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
        '<path d="M0,0 L8,4 L0,8 z" fill="#6b7a8c"/></marker></defs>\n'
        f'<rect width="100%" height="100%" fill="#fff"/>\n<text class="title" x="{MARGIN}" y="32">{title}</text>\n'
        + "\n".join(body)
        + "\n</svg>\n"
    )


def goes_back(model: type[Model]) -> bool:
    """Tell whether a flow closes a circle: a dotted arrow in the drawing."""
    return any(part.returning for part in _parts(model.declared()))


def _parts(declared: dict[str, Declared]) -> list[Graph]:
    flows = [d for d in declared.values() if isinstance(d, Flow)]
    group = {d.name: d.name for d in declared.values() if isinstance(d, Stock)}
    for flow in flows:
        ends = [end.name for end in (flow.source, flow.target) if not isinstance(end, Outside)]
        if len(ends) == 2:
            old, new = group[ends[1]], group[ends[0]]
            group = {name: new if part == old else part for name, part in group.items()}
    return [_part([n for n in group if group[n] == part], flows) for part in dict.fromkeys(group.values())]


def _part(stocks: list[str], flows: list[Flow]) -> Graph:
    own = [f for f in flows if f.source.name in stocks or f.target.name in stocks]
    returning = _returning(stocks, own)
    edges: list[Edge] = []
    for flow in own:
        ends = [(end.name if end.name in stocks else "") for end in (flow.source, flow.target)]
        first, last = reversed(ends) if flow.name in returning else ends
        edges += [(first, flow.name)] if first else []
        edges += [(flow.name, last)] if last else []
    return Graph([*stocks, *(flow.name for flow in own)], edges, returning)


def _returning(stocks: list[str], flows: list[Flow]) -> set[str]:
    """Find the flows that close a circle, when stocks are visited in the order of their declaration."""
    state, found = dict.fromkeys(stocks, 0), set[str]()

    def visit(name: str) -> None:
        state[name] = 1
        for flow in flows:
            if flow.source.name == name and flow.target.name in state:
                if state[flow.target.name] == 1:
                    found.add(flow.name)
                elif state[flow.target.name] == 0:
                    visit(flow.target.name)
        state[name] = 2

    for name in stocks:
        if state[name] == 0:
            visit(name)
    return found


def _lines(declared: Declared, language: Language) -> list[str]:
    text = declared.label.in_(language)
    return wrap(text, 24 if kind(declared) != "flow" else 20, break_long_words=False) or [declared.name]


def _width(declared: Declared, language: Language) -> float:
    return 6.0 * max(map(len, _lines(declared, language))) + (16 if kind(declared) != "flow" else 4)


def _height(declared: Declared, language: Language) -> float:
    """Compute the height of a node's box, in which a junction has its diamond above its name."""
    return LINE * len(_lines(declared, language)) + {"flow": 1, "junction": 18}.get(kind(declared), 10)


def _draw(graph: Graph, declared: dict[str, Declared], language: Language) -> tuple[str, float, float]:
    """Draw one part: its SVG, its width and its height."""
    widths = {name: _width(declared[name], language) for name in graph.nodes}
    plan = layout(graph.nodes, graph.edges, widths, GAP)
    place = {point: (plan.x[point], plan.layer[point] * ROW + ROW / 2) for point in plan.layer}
    parts = [*_ways(graph, plan, place, declared, language), *_ends(graph, place, declared)]
    parts += [_node(declared[name], *place[name], language) for name in graph.nodes]
    right = max(place[name][0] + widths[name] / 2 for name in graph.nodes)
    return "\n".join(parts), right, (max(plan.layer.values()) + 1) * ROW + ROW / 2


def _ways(
    graph: Graph,
    plan: Layout,
    place: dict[str, tuple[float, float]],
    declared: dict[str, Declared],
    language: Language,
) -> Iterator[str]:
    for (tail, head), points in plan.routes.items():
        flow = tail if isinstance(declared[tail], Flow) else head
        back = flow in graph.returning
        steps = [place[point] for point in (reversed(points) if back else points)]
        into_stock = isinstance(declared[tail], Flow) != back
        tip = ' marker-end="url(#tip)"' if into_stock else ""
        short = _height(declared[tail if back else head], language) / 2 + 1 if into_stock else 0.0
        yield f'<path class="way{" back" if back else ""}" d="{_curve(steps, short)}"{tip}/>'


def _curve(steps: list[tuple[float, float]], short: float) -> str:
    """Draw a curve through all points, vertical in each; an arrow ends at the border of its box."""
    (x, y), *rest = steps
    text = f"M{x:.0f},{y:.0f}"
    for number, (to_x, to_y) in enumerate(rest):
        if number == len(rest) - 1:
            to_y += -short if to_y > y else short
        middle = (y + to_y) / 2
        text += f" C{x:.0f},{middle:.0f} {to_x:.0f},{middle:.0f} {to_x:.0f},{to_y:.0f}"
        x, y = to_x, to_y
    return text


def _ends(graph: Graph, place: dict[str, tuple[float, float]], declared: dict[str, Declared]) -> Iterator[str]:
    """Draw an open dot where something comes from outside, or goes there."""
    for name in graph.nodes:
        flow = declared[name]
        if isinstance(flow, Flow):
            for end, way in ((flow.source, -1), (flow.target, 1)):
                if isinstance(end, Outside):
                    x, y = place[name]
                    tip = ' marker-end="url(#tip)"' if way > 0 else ""
                    yield f'<path class="way" d="M{x:.0f},{y:.0f} V{y + way * 25:.0f}"{tip}/>'
                    yield f'<circle class="outside" cx="{x:.0f}" cy="{y + way * 29:.0f}" r="4"/>'


def _node(declared: Declared, x: float, y: float, language: Language) -> str:
    lines, word = _lines(declared, language), kind(declared)
    width, height = _width(declared, language), _height(declared, language)
    box = f'x="{x - width / 2:.0f}" y="{y - height / 2:.0f}" width="{width:.0f}" height="{height:.0f}"'
    shape = f'<rect class="{"plate" if word in ("flow", "junction") else word}" {box} rx="4"/>'
    if word == "junction":
        shape += f'<path class="junction" d="M{x:.0f},{y - height / 2 + 1:.0f} l6,6 l-6,6 l-6,-6 z"/>'
    first = y - LINE * (len(lines) - 1) / 2 + (12 if word == "junction" else 4)
    style = ' class="flow"' if word == "flow" else ""
    return shape + "".join(
        f'<text{style} x="{x:.0f}" y="{first + LINE * number:.0f}">{escape(line)}</text>'
        for number, line in enumerate(lines)
    )


def _list(pools: list[Pool], language: Language) -> tuple[str, float, float]:
    width = max((_width(pool, language) for pool in pools), default=0.0)
    parts = [_node(pool, width / 2, ROW * number + ROW / 2, language) for number, pool in enumerate(pools)]
    return "\n".join(parts), width, float(ROW * len(pools))


def _legend(declared: dict[str, Declared], language: Language) -> tuple[str, float, float]:
    """Draw the legend of the kinds that the figure has, and no more."""
    there = {"outside" if isinstance(thing, Outside) else kind(thing) for thing in declared.values()}
    words = [word for word in WORDS if word in there]
    parts = []
    for number, word in enumerate(words):
        y = 24 * number + 12
        if word == "outside":
            parts.append(f'<circle class="outside" cx="17" cy="{y}" r="4"/>')
        elif word == "junction":
            parts.append(f'<path class="junction" d="M17,{y - 5} l5,5 l-5,5 l-5,-5 z"/>')
        else:
            parts.append(f'<rect class="{word}" x="2" y="{y - 8}" width="30" height="16" rx="4"/>')
        parts.append(f'<text class="note" x="42" y="{y + 4}">{escape(WORDS[word].in_(language))}</text>')
    return "\n".join(parts), 200.0, 24.0 * len(words)
