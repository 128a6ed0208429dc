"""docs/…-keten.md: the chain as one figure, and process by process as small diagrams that GitHub draws."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from docs.build.diagram import WORDS, goes_back, kind
from docs.build.page import page
from simulate.engine.model import Model
from simulate.engine.pools import Pool
from simulate.engine.stocks import Flow, Outside, Place, Stock
from simulate.inputs.model_info import movers
from simulate.render.markdown import code, table
from simulate.views.card import card
from simulate.vocabulary import UNITS, Label

NOTES = {
    "queue": "A queue remembers in which order they came.",
    "delay": "In a delay they stay for a time that is set when they come.",
    "junction": "A junction is empty at the end of a day.",
}
SHAPES = {"queue": '[["{}"]]', "delay": '("{}")', "stock": '["{}"]', "junction": '{{"{}"}}'}


def chain_page(model: type[Model], figure: str) -> str:
    """Write out the page of a model; `figure` is the path of the whole drawing beside it."""
    flows = {name: thing for name, thing in model.declared().items() if isinstance(thing, Flow)}
    by_file = dict.fromkeys(flows, model.__module__.rpartition(".")[2]) | movers(model)
    files: dict[str, list[Flow]] = {}
    for name, flow in flows.items():
        files.setdefault(by_file[name], []).append(flow)
    parts = [_process(card(model.name).file_label(file), moved) for file, moved in files.items()]
    return page(
        f"{model.title.en}: stocks and flows",
        f"{_counted(model)} are in a stock and move only along these flows ({len(flows)} of them, between "
        f"{sum(isinstance(d, Stock) for d in model.declared().values())} stocks and junctions). Every stock and flow "
        "is an outcome of each run under its own name. English words are in the [glossary](woordenlijst.md).",
        f"![{model.title.nl}]({figure})",
        _notes(model),
        *parts,
        *_pools([d for d in model.declared().values() if isinstance(d, Pool)]),
    )


def _counted(model: type[Model]) -> str:
    """Name what the stocks of a model count, most of them first: `Persons and cases`."""
    units = Counter(d.unit for d in model.declared().values() if isinstance(d, Stock))
    *others, last = [UNITS[unit].label.en for unit, _ in units.most_common()] or ["none"]
    text = f"{', '.join(others)} and {last}" if others else last
    return text[:1].upper() + text[1:]


def _notes(model: type[Model]) -> str:
    """Explain how to read the figure, as far as the model has such things."""
    kinds = {kind(declared) for declared in model.declared().values()}
    notes = [note for word, note in NOTES.items() if word in kinds]
    return " ".join([*notes, "Dotted arrows in the figure go back up."] if goes_back(model) else notes)


def _pools(pools: list[Pool]) -> Iterable[str]:
    if pools:
        yield "## Places and capacity"
        yield "Pools are no stocks: what is in them opens after a lead time and ends at an end date."
        rows = [(code(pool.name), pool.label.nl, pool.label.en, pool.unit) for pool in pools]
        yield table(("Name", "Dutch", "English", "Unit"), rows)


def _process(label: Label, flows: list[Flow]) -> str:
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
    """Yield the lines of a diagram: boxes first, each once; outside is a small circle of its own at every flow."""
    for place in dict.fromkeys(end for flow in flows for end in (flow.source, flow.target)):
        if not isinstance(place, Outside):
            text = place.label.nl + (f" ({WORDS[kind(place)].nl})" if kind(place) in ("queue", "delay") else "")
            yield f"    {place.name}{SHAPES[kind(place)].format(text.replace(chr(34), chr(39)))}"
    for flow in flows:
        ends = [_end(flow, place, way) for place, way in ((flow.source, "van"), (flow.target, "naar"))]
        yield f'    {ends[0]} -->|"{flow.label.nl}"| {ends[1]}'


def _end(flow: Flow, place: Place, way: str) -> str:
    return f'{way}_buiten_{flow.name}(("·"))' if isinstance(place, Outside) else place.name
