"""The description of an entry: of an axis, `noodopvang`, and of one outcome, `opvangplekken[noodopvang]`."""

from __future__ import annotations

from simulate.engine.outcome import Outcome
from simulate.finding.index import part_label, part_of, parts_of
from simulate.inputs.catalogue import Catalogue
from simulate.render.document import Block
from simulate.series import series_of
from simulate.views.show import outcome as whole
from simulate.views.show import text
from simulate.vocabulary import AXES, Axis, Label, Language

PART_OF = Label("Onderdeel van", "Part of")
ENTRIES = Label("Onderdelen", "Entries")
BESIDE = Label("Naast", "Beside")
IN_OUTCOMES = Label("In uitkomsten", "In outcomes")
BY_ENTRY = Label("Parameters per onderdeel", "Parameters by entry")


def part(outcome: Outcome, entry: str, model: str, catalogue: Catalogue, language: Language) -> list[Block]:
    """Describe one entry of an outcome: what it is part of, its targets and series, and its parameters."""
    label = part_label(outcome, parts_of(outcome)[entry])
    by_entry = [name for axis in outcome.axes for name in _parameters(AXES[axis], catalogue)]
    counts = [one for one in series_of(model, outcome.name) if one.form.entry == entry]
    rows = (
        (PART_OF, f"{outcome.name} ({outcome.label.in_(language)})"),
        *whole.definition(outcome, language),
        (BY_ENTRY, ", ".join(name for name in by_entry if name.startswith(f"{model}."))),
        (whole.TARGETS, ", ".join(whole.targets_on(outcome.name, entry, model, catalogue))),
        (whole.COUNTED, "\n".join(whole.counted(one, language) for one in counts)),
        *whole.behind(outcome, model, catalogue, language),
    )
    return [text.title(f"{outcome.name}[{entry}]", label.in_(language)), text.properties(rows, language)]


def blocks(axis: Axis, entry: str, catalogue: Catalogue, language: Language) -> list[Block]:
    """Describe one entry of an axis: its axis, the outcomes and parameters that have it, and its targets and series."""
    having = _outcomes(axis, catalogue)
    targets = [name for model, one in having for name in whole.targets_on(one.name, entry, model, catalogue)]
    counts = [
        whole.counted(one, language)
        for model, outcome in having
        for one in series_of(model, outcome.name)
        if one.form.entry == entry
    ]
    rows = (
        (text.AXIS, f"{axis.name} ({axis.label.in_(language)})"),
        (BESIDE, ", ".join(other for other in axis.entries if other != entry)),
        (IN_OUTCOMES, ", ".join(part_of(outcome, axis.name, entry) for _, outcome in having)),
        (BY_ENTRY, ", ".join(_parameters(axis, catalogue))),
        (whole.TARGETS, ", ".join(targets)),
        (whole.COUNTED, "\n".join(counts)),
    )
    return [text.title(entry, axis.label_of(entry).in_(language)), text.properties(rows, language)]


def axis_blocks(axis: Axis, catalogue: Catalogue, language: Language) -> list[Block]:
    """Describe an axis: its entries, and the outcomes and parameters that have it."""
    entries = zip(axis.entries, axis.labels, strict=True)
    rows = (
        (ENTRIES, ", ".join(f"{entry} ({label.in_(language)})" for entry, label in entries)),
        (IN_OUTCOMES, ", ".join(outcome.name for _, outcome in _outcomes(axis, catalogue))),
        (BY_ENTRY, ", ".join(_parameters(axis, catalogue))),
    )
    return [text.title(axis.name, axis.label.in_(language)), text.properties(rows, language)]


def _outcomes(axis: Axis, catalogue: Catalogue) -> list[tuple[str, Outcome]]:
    """List the outcomes that have the axis, each after its model."""
    return [
        (model, outcome)
        for model, info in catalogue.models.items()
        for outcome in info.outcomes.values()
        if axis.name in outcome.axes
    ]


def _parameters(axis: Axis, catalogue: Catalogue) -> list[str]:
    return [name for name, item in catalogue.parameters.items() if item.form and item.form.axis == axis.name]
