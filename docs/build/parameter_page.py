"""docs/…-parameters.md: every parameter with the value a run begins with, sourced figures apart from assumptions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import get_args

from docs.build.page import page
from docs.build.reference import Reference, in_force, numbers, spread
from simulate.render.markdown import code, table
from simulate.scenario import Parameter, Role

ROLES: tuple[Role, ...] = get_args(Role)
SOURCED = ("Parameter", "What it is", "Value", "Unit", "Role", "Uncertainty", "Later", "Source", "Read in")
ASSUMED = ("Parameter", "What it is", "Value", "Unit", "Uncertainty", "Later", "Why", "Read in")


def parameter_page(reference: Reference) -> str:
    """Write out the page: a count of roles, two tables for every file, and the sources."""
    scenario = reference.scenario
    files: dict[str, list[Parameter]] = {}
    for name, parameter in reference.parameters.items():
        files.setdefault(name.split(".")[1], []).append(parameter)
    parts = []
    for file in sorted(files):
        parts += _file(reference, file, files[file])
    return page(
        f"{reference.model.title.en}: parameters",
        f"The {len(reference.parameters)} figures that the model reads, with the value in force on {scenario.start} "
        "and the changes after it. The uncertainty is that of the value shown; the spread of a later value stands with "
        "it. All dated values, reasons and lines: `simulate show NAME`. "
        "A source with a colon names lines of a programme text; **bold** marks these.",
        "## How much is known",
        _counts(reference, files),
        *parts,
        "## Sources",
        _sources(reference),
    )


def _counts(reference: Reference, files: dict[str, list[Parameter]]) -> str:
    rows: list[Sequence[object]] = []
    total = Counter[str]()
    for file in sorted(files):
        values = [in_force(parameter, reference.scenario) for parameter in files[file]]
        count = Counter[str](value.origin.role for value in values)
        count["programme"] = sum(reference.from_programme(value.origin.source) for value in values)
        count["exact"] = sum(value.uncertainty is None for value in values)
        total += count
        rows.append(
            (
                reference.card.file_label(file).en,
                len(values),
                *(count[key] or "" for key in (*ROLES, "programme", "exact")),
            )
        )
    rows.append(("**All**", sum(map(len, files.values())), *(total[key] for key in (*ROLES, "programme", "exact"))))
    columns = ("File", "Parameters", *ROLES, "of which from a programme text", "without uncertainty")
    return table(columns, rows)


def _file(reference: Reference, file: str, parameters: list[Parameter]) -> list[str]:
    sourced, assumed = list[Sequence[object]](), list[Sequence[object]]()
    for parameter in parameters:
        value = in_force(parameter, reference.scenario)
        what = f"{parameter.label.en} ({parameter.label.nl})"
        described = (code(parameter.name.split(".", 1)[1]), what, numbers(value.value, parameter.axis), parameter.unit)
        certain = (spread(value.uncertainty, parameter.axis), _later(parameter, reference))
        readers = ", ".join(reference.model.parameters().get(parameter.name, ()))
        if value.origin.role == "assumption":
            assumed.append((*described, *certain, value.origin.reason, readers))
        else:
            sourced.append((*described, value.origin.role, *certain, _source(reference, value.origin.source), readers))
    heading = f"## {reference.card.file_label(file).en} (`parameters/{reference.name}/{file}.yaml`)"
    return [heading, "### Figures with a source", table(SOURCED, sourced), "### Assumptions", table(ASSUMED, assumed)]


def _later(parameter: Parameter, reference: Reference) -> str:
    """List the changes after the start, each with its own uncertainty where it has one."""
    start = reference.scenario.start
    changes = [value for value in parameter.values if value.date > start]
    return "; ".join(
        f"{value.date}: {numbers(value.value, parameter.axis)} ({spread(value.uncertainty, parameter.axis)})"
        for value in changes
        if value != in_force(parameter, reference.scenario)
    )


def _source(reference: Reference, source: str | None) -> str:
    return f"**{source}**" if reference.from_programme(source) else str(source or "")


def _sources(reference: Reference) -> str:
    rows = [
        (code(name), form.title, form.publisher, form.date, form.kind, form.lines)
        for name, form in reference.sources.items()
    ]
    return table(("Key", "Title", "Publisher", "Date", "Kind", "Lines of the text"), rows)
