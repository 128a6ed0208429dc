"""The targets of a scenario: those of its parents, with what each file below says of them."""

from __future__ import annotations

from collections.abc import Mapping

from simulate.engine.outcome import Outcome
from simulate.inputs.model_info import model_info
from simulate.inputs.parts import part_of
from simulate.inputs.resolve.chain import Chain
from simulate.inputs.resolve.layers import origin_of
from simulate.inputs.resolve.link import Link
from simulate.inputs.schema.forms import TargetForm, to_wording
from simulate.scenario import Role, Target


def targets_of(chain: Chain) -> tuple[Target, ...]:
    """Return the targets of all files of the chain: a child replaces one of the same name, or drops it (`none`)."""
    found: dict[str, Target] = {}
    outcomes = model_info(str(chain.model)).outcomes
    for link in chain.links:
        for name, form in (link.form.targets or {}).items():
            if isinstance(form, TargetForm):
                found[name] = _target(link, name, form, outcomes)
            else:
                found.pop(name, None)
    return tuple(found.values())


def _target(link: Link, name: str, form: TargetForm, outcomes: Mapping[str, Outcome]) -> Target:
    role: Role = "assumption" if form.source is None else "policy"
    years = form.within if isinstance(form.within, list) else [] if form.within is None else [form.within]
    part = part_of(form.outcome if form.entry is None else f"{form.outcome}[{form.entry}]", outcomes)
    return Target(
        name=name,
        label=form.label.to_label(),
        outcome=part.outcome,
        entry=part.entry,
        at_least=form.at_least,
        at_most=form.at_most,
        by=form.by,
        years=tuple(sorted(set(years))),
        origin=origin_of(link.layer, link.document, ("targets", name), role, form.source, to_wording(form.reason)),
    )
