"""docs/asiel-keten.md: the chain as one figure, and process by process as small diagrams that GitHub draws."""

from __future__ import annotations

from collections.abc import Iterable

from simulate.engine.model import Model
from simulate.engine.pools import Pool
from simulate.engine.stocks import Flow, Outside, Place, Stock
from simulate.presenting.diagram import WORDS, kind
from simulate.presenting.markdown import code, page, table
from simulate.presenting.processes import file_label, movers

SHAPES = {"queue": '[["{}"]]', "delay": '("{}")', "stock": '["{}"]', "junction": '{{"{}"}}'}


def chain_page(model: type[Model], figure: str) -> str:
    """The page of a model; `figure` is the path of the whole drawing beside it."""
    by_file = movers(model)
    flows = {name: thing for name, thing in model.declared().items() if isinstance(thing, Flow)}
    files = list(dict.fromkeys(by_file[name] for name in flows))
    parts = [_process(file, [flow for name, flow in flows.items() if by_file[name] == file]) for file in files]
    return page(
        f"{model.title.en}: stocks and flows",
        f"People are in a stock and move only along these flows ({len(flows)} of them, between "
        f"{sum(isinstance(d, Stock) for d in model.declared().values())} stocks and junctions). Every stock and flow "
        "is an outcome of each run under its own name. English words are in the [glossary](woordenlijst.md).",
        f"![{model.title.nl}]({figure})",
        "A queue remembers in which order people came; in a delay people stay for a time that is set when they come; "
        "nobody is in a junction at the end of a day. Dotted arrows in the figure go back up.",
        *parts,
        "## Places and staff",
        "Pools are no stocks of people: they open after a lead time and end at an end date.",
        table(
            ("Name", "Dutch", "English", "Unit"),
            [(code(d.name), d.label.nl, d.label.en, d.unit) for d in model.declared().values() if isinstance(d, Pool)],
        ),
    )


def _process(file: str, flows: list[Flow]) -> str:
    label = file_label(file)
    rows = [
        (code(f.name), f.label.nl, f.label.en, _place(f.source), _place(f.target), ", ".join(f.axes)) for f in flows
    ]
    diagram = "\n".join(["```mermaid", "flowchart LR", *_lines(flows), "```"])
    heading = f"## {label.nl} ({label.en})"
    listed = table(("Flow", "Dutch", "English", "From", "To", "Axes"), rows)
    return f"{heading}\n\n{diagram}\n\n{listed}"


def _place(place: Place) -> str:
    return "outside" if isinstance(place, Outside) else code(place.name)


def _lines(flows: list[Flow]) -> Iterable[str]:
    """Boxes first, each once; outside is a small circle of its own at every flow."""
    for place in dict.fromkeys(end for flow in flows for end in (flow.source, flow.target)):
        if not isinstance(place, Outside):
            text = place.label.nl + (f" ({WORDS[kind(place)].nl})" if kind(place) in ("queue", "delay") else "")
            yield f"    {place.name}{SHAPES[kind(place)].format(text.replace(chr(34), chr(39)))}"
    for flow in flows:
        ends = [_end(flow, place, way) for place, way in ((flow.source, "van"), (flow.target, "naar"))]
        yield f'    {ends[0]} -->|"{flow.label.nl}"| {ends[1]}'


def _end(flow: Flow, place: Place, way: str) -> str:
    return f'{way}_buiten_{flow.name}(("·"))' if isinstance(place, Outside) else place.name
