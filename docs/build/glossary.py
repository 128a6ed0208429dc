"""docs/woordenlijst.md: every Dutch term in the code, the files and the results, with its English."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import get_args

from docs.build.diagram import kind
from docs.build.page import page
from docs.build.policy_words import PolicyWord, policy_words
from docs.build.reference import Reference
from simulate.engine.stocks import Flow, Junction, Outside
from simulate.inputs.model_info import process_labels
from simulate.render.markdown import code, table
from simulate.render.values import ROLES, STATUSES
from simulate.scenario import Role, Status
from simulate.vocabulary import AXES, UNITS

ROLE_MEANINGS: dict[Role, str] = {
    "policy": "what the government decides: a law, a budget, a measure",
    "observed": "counted or measured, by a named source",
    "forecast": "what a named source expects",
    "estimated": "worked out from a named source in a stated way",
    "claimed": "what an interested party says, with its lines; nobody else counted it",
    "assumption": "nobody published it: wide, and with a reason to disagree with",
    "switch": "neutral until a measure or a scenario sets it: it moves nothing in the baseline, and is not counted",
}
STATUS_MEANINGS: dict[Status, str] = {
    "adopted": "in force, or adopted by parliament",
    "bill": "before parliament",
    "announced": "in a programme or agreement, without a bill",
    "withdrawn": "no longer pursued",
}
NAMED = ("Name", "Dutch", "English")


def glossary_page(models: Sequence[Reference]) -> str:
    """Write out the page, over all models."""
    return page(
        "Woordenlijst: glossary",
        "The engine speaks English; the domain keeps the Dutch words of the laws and programmes, so that a figure can "
        "be looked up in its source. This page has every one of them.",
        "## Words of policy",
        table(("Dutch", "English", "What it is"), _words()),
        "## Files",
        table(NAMED, _files(models)),
        *(part for reference in models for part in _model(reference)),
        "## Axes and their entries",
        table(("Axis", *NAMED), _axes()),
        "## Units",
        table(NAMED, [(code(unit.name), unit.label.nl, unit.label.en) for unit in sorted(UNITS.values(), key=_name)]),
        "## Roles of a value",
        table(
            ("Role", "Dutch", "What it means"),
            [(code(role), ROLES[role].nl, ROLE_MEANINGS[role]) for role in get_args(Role)],
        ),
        "## Legal status of a measure",
        table(
            ("Status", "Dutch", "What it means"),
            [(code(status), STATUSES[status].nl, STATUS_MEANINGS[status]) for status in get_args(Status)],
        ),
    )


def _words() -> list[PolicyWord]:
    return sorted(policy_words(), key=lambda word: word.dutch.casefold())


def _files(models: Sequence[Reference]) -> list[tuple[str, str, str]]:
    """List the files of processes and parameters that have a label, and those of the models that have none."""
    labels = {
        name: reference.card.file_label(name)
        for reference in models
        for name in (*reference.files, *reference.card.files)
    }
    return [(code(name), label.nl, label.en) for name, label in sorted(labels.items())]


def _model(reference: Reference) -> Iterable[str]:
    title = reference.model.title.en
    things = [d for _, d in sorted(reference.model.declared().items()) if not isinstance(d, Outside)]
    outcomes = reference.model.outcomes()
    moving = [d for d in things if isinstance(d, (Flow, Junction)) or outcomes[d.name].kind == "stock"]
    yield f"## {title}: processes"
    processes = sorted(process_labels(reference.model).items())
    yield table(NAMED, [(code(name), label.nl, label.en) for name, label in processes])
    yield f"## {title}: stocks, flows and pools"
    yield table((*NAMED, "Kind"), [(code(d.name), d.label.nl, d.label.en, kind(d)) for d in moving])
    recorded = [(n, o) for n, o in sorted(outcomes.items()) if o.kind not in ("stock", "flow")]
    yield f"## {title}: recorded outcomes"
    yield table((*NAMED, "Unit"), [(code(n), o.label.nl, o.label.en, o.unit) for n, o in recorded])
    yield f"## {title}: parameters"
    parameters = sorted(reference.parameters.items())
    yield table((*NAMED, "Unit"), [(code(n), p.label.nl, p.label.en, p.unit) for n, p in parameters])
    yield f"## {title}: measures"
    measures = sorted(reference.measures.items())
    yield table(NAMED, [(code(name), form.label.nl, form.label.en) for name, (_, form) in measures])
    yield f"## {title}: scenarios"
    chains = [(n, c.links[-1].form) for n, c in reference.catalogue.chains.items() if c.model == reference.name]
    yield table(NAMED, [(code(name), form.label.nl, form.label.en) for name, form in chains])


def _axes() -> Iterable[tuple[str, str, str, str]]:
    for name, axis in sorted(AXES.items()):
        yield code(name), "", axis.label.nl, axis.label.en
        for entry, label in zip(axis.entries, axis.labels, strict=True):
            yield code(name), code(entry), label.nl, label.en


def _name(thing: object) -> str:
    return str(getattr(thing, "name", ""))
